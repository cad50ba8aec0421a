using System.Net;
using System.Net.Sockets;

namespace EhrAdapters.Http;

/// <summary>The doors to the network: every name that is looked up and every connection that is opened goes through here.</summary>
/// <param name="Names">Looks names up.</param>
/// <param name="Dialer">Opens connections.</param>
/// <param name="Proxy">The operator's proxy; null takes the one of the environment.</param>
internal sealed record Network(INameResolver Names, IDialer Dialer, IWebProxy? Proxy = null)
{
    public static readonly Network System = new(new SystemResolver(), new SystemDialer());
}

/// <summary>Looks a name up.</summary>
internal interface INameResolver
{
    /// <exception cref="SocketException">The name does not exist, or the resolver failed.</exception>
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken);
}

/// <summary>Opens a TCP connection.</summary>
internal interface IDialer
{
    /// <exception cref="SocketException">Nobody there, or nobody willing.</exception>
    Task<Socket> DialAsync(IPEndPoint endPoint, CancellationToken cancellationToken);
}

internal sealed class SystemResolver : INameResolver
{
    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken);
}

internal sealed class SystemDialer : IDialer
{
    public async Task<Socket> DialAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endPoint, cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
