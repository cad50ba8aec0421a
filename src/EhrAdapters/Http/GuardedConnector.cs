using System.Net;
using System.Net.Http;
using System.Net.Sockets;

namespace EhrAdapters.Http;

/// <summary>
/// Opens every HTTP connection of the library: resolves, asks the guard about each address, connects to one of exactly these
/// addresses. A name that answers differently a moment later changes nothing for an open connection and is judged anew for the next.
/// </summary>
internal sealed class GuardedConnector(GuardedDialer dialer, TimeSpan connectTimeout, TimeProvider time)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var target = Target(context.InitialRequestMessage);
        var endPoint = context.DnsEndPoint;
        // Behind the operator's own proxy the proxy connects for us; the target is still judged as far as we can see it.
        var proxied = !string.Equals(endPoint.Host, target, StringComparison.OrdinalIgnoreCase);
        var addresses = proxied ? await ResolveProxyAsync(endPoint.Host, target, cancellationToken).ConfigureAwait(false)
            : dialer.Permitted(await dialer.ResolveAsync(target, cancellationToken).ConfigureAwait(false), target);
        return new NetworkStream(await ConnectAnyAsync(addresses, endPoint.Port, proxied ? null : target, cancellationToken).ConfigureAwait(false), ownsSocket: true);
    }

    // A tunnel's first request goes to the proxy and names the target only in its Host header.
    private static string Target(HttpRequestMessage request) =>
        request.Method == HttpMethod.Connect && request.Headers.Host is { } host && Uri.TryCreate("https://" + host, UriKind.Absolute, out var tunnelled)
            ? tunnelled.IdnHost
            : request.RequestUri!.IdnHost;

    private async Task<IPAddress[]> ResolveProxyAsync(string proxy, string target, CancellationToken cancellationToken)
    {
        try
        {
            dialer.Permitted(await dialer.ResolveAsync(target, cancellationToken).ConfigureAwait(false), target);
        }
        catch (NameFaultException)
        {
            // Only the proxy can resolve the outside world here.
        }

        return await dialer.ResolveAsync(proxy, cancellationToken).ConfigureAwait(false);
    }

    // Each address gets its share of the time, so that a dead IPv6 route does not hide a working IPv4 one.
    private async Task<Socket> ConnectAnyAsync(IPAddress[] addresses, int port, string? host, CancellationToken cancellationToken)
    {
        SocketException? worst = null;
        foreach (var endPoint in addresses.Select(address => new IPEndPoint(address, port)))
        {
            using var timer = new CancellationTokenSource(connectTimeout / addresses.Length, time);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
            try
            {
                return host is null
                    ? await dialer.DialProxyAsync(endPoint, limit.Token).ConfigureAwait(false)
                    : await dialer.DialAsync(endPoint, host, limit.Token).ConfigureAwait(false);
            }
            catch (SocketException fault)
            {
                worst = Worse(worst, fault);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                worst = Worse(worst, new SocketException((int)SocketError.TimedOut));
            }
        }

        throw worst!;
    }

    // That we have no route for one family says nothing about the hospital while another address told more.
    private static SocketException Worse(SocketException? before, SocketException now) =>
        before is not null && SocketFault.IsOurs(now.SocketErrorCode) ? before : now;
}

/// <summary>The guard refused every address of a host. Stays inside the library: it ends as a finding.</summary>
internal sealed class BlockedAddressException(string host, IReadOnlyList<IPAddress> addresses) : IOException("The address is not open to us.")
{
    public string Host { get; } = host;

    public IReadOnlyList<IPAddress> Addresses { get; } = addresses;
}
