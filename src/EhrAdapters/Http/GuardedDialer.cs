using System.Net;
using System.Net.Sockets;
using EhrAdapters.Diagnosis;

namespace EhrAdapters.Http;

/// <summary>Looks names up within a limit and dials only what the guard allows: the one way to a socket, for HTTP and for the ladder's own probes.</summary>
internal sealed class GuardedDialer(OutboundGuard guard, Network network, TimeSpan lookUpLimit, TimeProvider time)
{
    // The system resolver says "try again" for a server failure at once and for silence only after its own patience, 5 s or more.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(4);

    public OutboundGuard Guard => guard;

    /// <summary>The addresses of a host, or of an address written out.</summary>
    /// <exception cref="NameFaultException">There are none.</exception>
    public async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host.Trim('[', ']'), out var literal))
            return [literal];
        var started = time.GetTimestamp();
        using var timer = new CancellationTokenSource(lookUpLimit, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            // A resolver that ignores the token must not hold up the caller.
            var addresses = await network.Names.ResolveAsync(host, limit.Token).WaitAsync(limit.Token).ConfigureAwait(false);
            return addresses.Length > 0 ? addresses : throw new NameFaultException(host, FindingCodes.DnsNxDomain, SocketError.NoData);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new NameFaultException(host, FindingCodes.DnsTimeout, SocketError.TimedOut);
        }
        catch (ArgumentException)
        {
            throw new NameFaultException(host, FindingCodes.DnsNxDomain, SocketError.HostNotFound);
        }
        catch (SocketException fault)
        {
            throw new NameFaultException(host, Code(fault.SocketErrorCode, time.GetElapsedTime(started)), fault.SocketErrorCode);
        }
    }

    /// <summary>Those of a host's addresses that we may call.</summary>
    /// <exception cref="BlockedAddressException">None of them.</exception>
    public IPAddress[] Permitted(IPAddress[] addresses, string host)
    {
        var permitted = addresses.Where(address => guard.Allows(address, host)).ToArray();
        return permitted.Length > 0 ? permitted : throw new BlockedAddressException(host, addresses);
    }

    /// <summary>Connects to an address that was looked up before; the guard is asked again, at the last moment.</summary>
    /// <exception cref="BlockedAddressException">The guard does not allow it.</exception>
    public Task<Socket> DialAsync(IPEndPoint endPoint, string host, CancellationToken cancellationToken) =>
        guard.Allows(endPoint.Address, host)
            ? network.Dialer.DialAsync(endPoint, cancellationToken)
            : throw new BlockedAddressException(host, [endPoint.Address]);

    /// <summary>Connects to the operator's own proxy, which may well live in a private range.</summary>
    public Task<Socket> DialProxyAsync(IPEndPoint endPoint, CancellationToken cancellationToken) => network.Dialer.DialAsync(endPoint, cancellationToken);

    private static string Code(SocketError error, TimeSpan elapsed) => error switch
    {
        SocketError.HostNotFound or SocketError.NoData => FindingCodes.DnsNxDomain,
        SocketError.TryAgain when elapsed >= Silence => FindingCodes.DnsTimeout,
        SocketError.TimedOut => FindingCodes.DnsTimeout,
        _ => FindingCodes.DnsServFail,
    };
}

/// <summary>A name that could not be looked up. Stays inside the library: it ends as a finding.</summary>
internal sealed class NameFaultException(string host, string code, SocketError error) : IOException("The name could not be looked up.")
{
    public string Host { get; } = host;

    public string Code { get; } = code;

    public SocketError Error { get; } = error;
}
