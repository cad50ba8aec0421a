using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.RegularExpressions;
using EhrAdapters.Diagnosis;
using EhrAdapters.Diagnosis.Ladder;
using Polly.Timeout;

namespace EhrAdapters.Http;

/// <summary>Turns what the network stack throws into findings. Exception messages never leave this place.</summary>
internal static partial class ExceptionDiagnosis
{
    private const string Challenge = "407";

    /// <summary>True for a connection that was cut, which the next attempt may not be.</summary>
    public static bool IsPassing(HttpRequestException fault) => Code(fault, null) is FindingCodes.TcpReset or FindingCodes.HttpTruncated;

    /// <summary>The finding for a request that ended without an answer.</summary>
    /// <param name="fault">What was thrown; not a cancellation by the caller.</param>
    /// <param name="address">What was called.</param>
    /// <param name="words">The words of the connection.</param>
    public static Finding Explain(Exception fault, Uri address, FindingWords words)
    {
        List<EvidenceItem> evidence = [new("Host", address.IdnHost), new("Port", address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture))];
        if (Find<RefusedCertificateException>(fault) is { } refused)
            evidence.AddRange(refused.Evidence);
        if (Find<BlockedAddressException>(fault) is { } blocked)
            evidence.Add(new("Resolved addresses", string.Join(", ", blocked.Addresses)));
        if (Find<SocketException>(fault) is { } socket)
            evidence.Add(new("Socket error", socket.SocketErrorCode.ToString()));
        if (Find<NameFaultException>(fault) is { } name)
            evidence.Add(new("Name resolution", name.Error.ToString()));
        if (HandshakeFault.Alert(fault) is { } alert)
            evidence.Add(new("Handshake", alert));
        var proxy = ProxyStatus(fault);
        if (proxy is not null)
            evidence.Add(new("Proxy answered", proxy));
        var finding = FindingCatalog.Create(Code(fault, address), evidence, Words(fault, address, words));
        return proxy is not null and not Challenge && finding.Code is FindingCodes.SelfEgress
            ? finding with { Explanation = $"Our own proxy refuses to connect to {address.IdnHost}, so nothing can be said about the hospital.", NextStep = $"Ask engineering to open {address.IdnHost} on the proxy." }
            : finding;
    }

    private static Dictionary<string, string> Words(Exception fault, Uri address, FindingWords words)
    {
        var filled = words.For(address);
        foreach (var (name, value) in Find<RefusedCertificateException>(fault)?.Words ?? new Dictionary<string, string>())
            filled[name] = value;
        if (Find<BlockedAddressException>(fault) is { } blocked)
            filled["addresses"] = string.Join(", ", blocked.Addresses);
        if (fault is TimeoutRejectedException timeout)
            filled["seconds"] = timeout.Timeout.TotalSeconds.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);
        return filled;
    }

    private static string Code(Exception fault, Uri? address) => fault switch
    {
        _ when Find<BlockedAddressException>(fault) is { } blocked =>
            System.Net.IPAddress.TryParse(blocked.Host.Trim('[', ']'), out _) || !blocked.Host.Contains('.', StringComparison.Ordinal)
                ? FindingCodes.CfgPrivateAddr : FindingCodes.DnsInternalAnswer,
        _ when Find<RefusedCertificateException>(fault) is { } refused => refused.Code,
        _ when Find<NameFaultException>(fault) is { } name => name.Code,
        TimeoutRejectedException => FindingCodes.HttpTimeout,
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } => Tunnel(ProxyStatus(fault)),
        _ when HandshakeFault.Alert(fault) is not null => HandshakeFault.Code(fault),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => Handshake(fault),
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse } => Ended(fault),
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => FindingCodes.HttpTooLarge,
        OperationCanceledException when address?.Scheme == Uri.UriSchemeHttps => FindingCodes.TlsHandshake,
        OperationCanceledException => FindingCodes.TcpTimeout,
        _ when Find<SocketException>(fault) is { } socket => Socket(socket.SocketErrorCode),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => FindingCodes.DnsNxDomain,
        HttpRequestException or IOException => FindingCodes.TcpReset,
        _ => FindingCodes.SelfError,
    };

    private static string Socket(SocketError error) => error switch
    {
        SocketError.HostNotFound or SocketError.NoData => FindingCodes.DnsNxDomain,
        SocketError.TryAgain => FindingCodes.DnsTimeout,
        SocketError.NoRecovery => FindingCodes.DnsServFail,
        SocketError.ConnectionRefused => FindingCodes.TcpRefused,
        SocketError.TimedOut or SocketError.HostUnreachable or SocketError.NetworkUnreachable => FindingCodes.TcpTimeout,
        _ when SocketFault.IsBusy(error) => FindingCodes.SelfBusy,
        _ when SocketFault.IsOurs(error) => FindingCodes.SelfEgress,
        _ => FindingCodes.TcpReset,
    };

    // A proxy that says bad gateway tried and heard nothing; one that forbids the way is ours to open.
    private static string Tunnel(string? status) => status switch
    {
        null or Challenge => FindingCodes.Proxy407,
        "502" or "503" or "504" => FindingCodes.TcpTimeout,
        _ => FindingCodes.SelfEgress,
    };

    // The platform tells a proxy's status only inside its message.
    private static string? ProxyStatus(Exception fault) =>
        fault is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } && Status().Match(fault.Message) is { Success: true } found ? found.Groups[1].Value : null;

    private static string Handshake(Exception fault) =>
        Find<SocketException>(fault) is { } || Find<IOException>(fault) is { } && Find<AuthenticationException>(fault) is null
            ? FindingCodes.TcpReset
            : FindingCodes.TlsHandshake;

    private static string Ended(Exception fault) => Find<SocketException>(fault) is { } ? FindingCodes.TcpReset : FindingCodes.HttpTruncated;

    private static T? Find<T>(Exception? fault)
        where T : Exception
    {
        for (; fault is not null; fault = fault.InnerException)
        {
            if (fault is T found)
                return found;
        }

        return null;
    }

    [GeneratedRegex("'([0-9]{3})'")]
    private static partial Regex Status();
}
