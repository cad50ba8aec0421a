using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using EhrAdapters.Diagnosis;
using Polly.Timeout;

namespace EhrAdapters.Http;

/// <summary>Turns what the network stack throws into findings. Exception messages never leave this place.</summary>
internal static class ExceptionDiagnosis
{
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
        return FindingCatalog.Create(Code(fault, address), evidence, words.For(address));
    }

    private static string Code(Exception fault, Uri? address) => fault switch
    {
        _ when Find<BlockedAddressException>(fault) is { } blocked =>
            System.Net.IPAddress.TryParse(blocked.Host.Trim('[', ']'), out _) || !blocked.Host.Contains('.', StringComparison.Ordinal)
                ? FindingCodes.CfgPrivateAddr : FindingCodes.DnsInternalAnswer,
        _ when Find<RefusedCertificateException>(fault) is { } refused => refused.Code,
        TimeoutRejectedException => FindingCodes.HttpTimeout,
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } => FindingCodes.Proxy407,
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
        SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable or SocketError.AddressNotAvailable => FindingCodes.SelfBusy,
        _ => FindingCodes.TcpReset,
    };

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
}
