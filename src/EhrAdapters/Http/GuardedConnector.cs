using System.Net;
using System.Net.Http;
using System.Net.Sockets;

namespace EhrAdapters.Http;

/// <summary>Opens every TCP connection of the library: resolves, asks the guard about each address, connects.</summary>
internal sealed class GuardedConnector(OutboundGuard guard, TimeSpan connectTimeout, TimeProvider time)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var target = context.InitialRequestMessage.RequestUri!.IdnHost;
        var endPoint = context.DnsEndPoint;
        // Behind the operator's own proxy the proxy connects for us; the target is still judged as far as we can see it.
        var proxied = !string.Equals(endPoint.Host, target, StringComparison.OrdinalIgnoreCase);
        var addresses = proxied ? await ResolveProxyAsync(endPoint.Host, target, cancellationToken).ConfigureAwait(false)
            : Permitted(await ResolveAsync(target, cancellationToken).ConfigureAwait(false), target);
        return new NetworkStream(await ConnectAnyAsync(addresses, endPoint.Port, cancellationToken).ConfigureAwait(false), ownsSocket: true);
    }

    private IPAddress[] Permitted(IPAddress[] addresses, string host)
    {
        var permitted = addresses.Where(address => guard.Allows(address, host)).ToArray();
        return permitted.Length > 0 ? permitted : throw new BlockedAddressException(host, addresses);
    }

    private async Task<IPAddress[]> ResolveProxyAsync(string proxy, string target, CancellationToken cancellationToken)
    {
        try
        {
            Permitted(await ResolveAsync(target, cancellationToken).ConfigureAwait(false), target);
        }
        catch (SocketException)
        {
            // Only the proxy can resolve the outside world here.
        }

        return await ResolveAsync(proxy, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host.Trim('[', ']'), out var literal))
            return [literal];
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var timer = time.CreateTimer(_ => limit.Cancel(), null, connectTimeout, Timeout.InfiniteTimeSpan);
        try
        {
            return await Dns.GetHostAddressesAsync(host, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SocketException((int)SocketError.TryAgain);
        }
    }

    // Each address gets its share of the time, so that a dead IPv6 route does not hide a working IPv4 one.
    private async Task<Socket> ConnectAnyAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        SocketException? last = null;
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            using var timer = time.CreateTimer(_ => limit.Cancel(), null, connectTimeout / addresses.Length, Timeout.InfiniteTimeSpan);
            try
            {
                await socket.ConnectAsync(address, port, limit.Token).ConfigureAwait(false);
                return socket;
            }
            catch (SocketException fault)
            {
                socket.Dispose();
                last = fault;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                socket.Dispose();
                last = new SocketException((int)SocketError.TimedOut);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw last!;
    }
}

/// <summary>The guard refused every address of a host. Stays inside the library: it ends as a finding.</summary>
internal sealed class BlockedAddressException(string host, IReadOnlyList<IPAddress> addresses) : IOException("The address is not open to us.")
{
    public string Host { get; } = host;

    public IReadOnlyList<IPAddress> Addresses { get; } = addresses;
}
