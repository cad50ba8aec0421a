using System.Net.Sockets;

namespace EhrAdapters.Diagnosis.Ladder;

/// <summary>Tells apart the ways a handshake breaks, by the socket's error and the TLS alert behind it.</summary>
internal static class HandshakeFault
{
    // The alert's name is all that the platform passes on, and only inside a message; the message itself is not shown.
    private static readonly (string Mark, string Code)[] Alerts =
    [
        ("certificate required", FindingCodes.MtlsRequired),
        ("bad certificate", FindingCodes.MtlsRejected),
        ("unknown ca", FindingCodes.MtlsRejected),
        ("protocol version", FindingCodes.TlsVersion),
        ("unsupported protocol", FindingCodes.TlsVersion),
        ("no shared cipher", FindingCodes.TlsCipher),
        ("insufficient security", FindingCodes.TlsCipher),
    ];

    internal static string Code(Exception fault)
    {
        var chain = Chain(fault).ToList();
        if (chain.OfType<SocketException>().Any(socket => socket.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown))
            return FindingCodes.TcpReset;
        if (Array.Find(Alerts, alert => chain.Any(one => one.Message.Contains(alert.Mark, StringComparison.OrdinalIgnoreCase))).Code is { } code)
            return code;
        // The other side hung up in the middle of the handshake without an alert.
        return fault is IOException ? FindingCodes.TcpReset : FindingCodes.TlsHandshake;
    }

    /// <summary>A few safe words for the engineer.</summary>
    internal static string Describe(Exception fault)
    {
        var socket = Chain(fault).OfType<SocketException>().FirstOrDefault();
        if (socket is not null)
            return socket.SocketErrorCode.ToString();
        var alert = Array.Find(Alerts, known => Chain(fault).Any(one => one.Message.Contains(known.Mark, StringComparison.OrdinalIgnoreCase)));
        return alert.Mark ?? (fault is IOException ? "closed by the other side" : "refused without a known alert");
    }

    private static IEnumerable<Exception> Chain(Exception? fault)
    {
        for (; fault is not null; fault = fault.InnerException)
            yield return fault;
    }
}
