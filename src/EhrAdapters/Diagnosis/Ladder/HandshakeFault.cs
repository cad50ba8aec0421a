using System.Net.Sockets;

namespace EhrAdapters.Diagnosis.Ladder;

/// <summary>Tells apart the ways a handshake breaks, by the socket's error, the TLS alert behind it and how far it came.</summary>
internal static class HandshakeFault
{
    private const string Failure = "handshake failure";

    // The alert's name is all that the platform passes on, and only inside a message; the message itself is not shown.
    private static readonly (string Mark, string Code)[] Alerts =
    [
        ("certificate required", FindingCodes.MtlsRequired),
        ("bad certificate", FindingCodes.MtlsRejected),
        ("unsupported certificate", FindingCodes.MtlsRejected),
        ("certificate expired", FindingCodes.MtlsRejected),
        ("certificate revoked", FindingCodes.MtlsRejected),
        ("certificate unknown", FindingCodes.MtlsRejected),
        ("unknown ca", FindingCodes.MtlsRejected),
        ("access denied", FindingCodes.MtlsRejected),
        ("protocol version", FindingCodes.TlsVersion),
        ("unsupported protocol", FindingCodes.TlsVersion),
        ("no shared cipher", FindingCodes.TlsCipher),
        ("insufficient security", FindingCodes.TlsCipher),
        (Failure, FindingCodes.TlsCipher),
        ("unrecognized name", FindingCodes.TlsHandshake),
        ("internal error", FindingCodes.TlsHandshake),
    ];

    /// <summary>How far a handshake came before it broke.</summary>
    /// <param name="SawServer">The server's own half arrived.</param>
    /// <param name="WantsOurs">The server asked for a certificate of ours.</param>
    /// <param name="SentOurs">We sent one.</param>
    internal sealed record Progress(bool SawServer, bool WantsOurs, bool SentOurs)
    {
        /// <summary>The door closes on us, not on the encryption.</summary>
        public bool IsAboutUs => SawServer && (WantsOurs || SentOurs);
    }

    internal static string Code(Exception fault, Progress? progress = null)
    {
        var alert = Alert(fault);
        var code = Array.Find(Alerts, known => known.Mark == alert).Code;
        if (code is FindingCodes.MtlsRejected or FindingCodes.MtlsRequired || progress is { IsAboutUs: true } && (alert is null or Failure))
            return progress is null ? code! : AboutUs(progress);
        if (code is not null)
            return code;
        if (Chain(fault).OfType<SocketException>().Any(socket => socket.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown))
            return FindingCodes.TcpReset;
        // The other side hung up in the middle of the handshake without an alert.
        return fault is IOException ? FindingCodes.TcpReset : FindingCodes.TlsHandshake;
    }

    /// <summary>Which of the two faults with our certificate it is.</summary>
    internal static string AboutUs(Progress progress) => progress.SentOurs ? FindingCodes.MtlsRejected : FindingCodes.MtlsRequired;

    /// <summary>The alert's name, where there was one that we know.</summary>
    internal static string? Alert(Exception fault) =>
        Array.Find(Alerts, known => Chain(fault).Any(one => one.Message.Contains(known.Mark, StringComparison.OrdinalIgnoreCase))).Mark;

    /// <summary>A few safe words for the engineer.</summary>
    internal static string Describe(Exception fault) =>
        Alert(fault) is { } alert ? "alert: " + alert
            : Chain(fault).OfType<SocketException>().FirstOrDefault() is { } socket ? socket.SocketErrorCode.ToString()
            : fault is IOException ? "closed by the other side"
            : "refused without a known alert";

    private static IEnumerable<Exception> Chain(Exception? fault)
    {
        for (; fault is not null; fault = fault.InnerException)
            yield return fault;
    }
}
