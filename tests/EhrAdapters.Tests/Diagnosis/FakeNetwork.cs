using System.Net;
using System.Net.Sockets;
using EhrAdapters.Http;

namespace EhrAdapters.Tests.Diagnosis;

/// <summary>A network that answers as the test says: names in turn, and connections by address.</summary>
internal sealed class FakeNetwork : INameResolver, IDialer
{
    private readonly Dictionary<string, Queue<Func<CancellationToken, Task<IPAddress[]>>>> names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Func<IPEndPoint, CancellationToken, Task<Socket>>> places = [];

    public List<string> Asked { get; } = [];

    public List<IPEndPoint> Dialed { get; } = [];

    public Network Network => new(this, this, Proxy);

    public IWebProxy? Proxy { get; init; }

    /// <summary>The name's next answer; the last one stays.</summary>
    public FakeNetwork Name(string host, params string[] addresses) => Name(host, _ => Task.FromResult<IPAddress[]>([.. addresses.Select(IPAddress.Parse)]));

    public FakeNetwork Name(string host, SocketError error, Action? before = null) => Name(host, _ =>
    {
        before?.Invoke();
        return Task.FromException<IPAddress[]>(new SocketException((int)error));
    });

    public FakeNetwork NeverAnswers(string host) => Name(host, async token =>
    {
        await Task.Delay(Timeout.Infinite, token);
        return [];
    });

    /// <summary>Connections to this address end at a listener on this machine.</summary>
    public FakeNetwork Place(string address, int port) => Place(address, (_, token) => new SystemDialer().DialAsync(new(IPAddress.Loopback, port), token));

    public FakeNetwork Place(string address, SocketError error) => Place(address, (_, _) => Task.FromException<Socket>(new SocketException((int)error)));

    public FakeNetwork Silent(string address) => Place(address, async (_, token) =>
    {
        await Task.Delay(Timeout.Infinite, token);
        return null!;
    });

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        lock (names)
        {
            Asked.Add(host);
            if (!names.TryGetValue(host, out var answers))
                return Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound));
            return (answers.Count > 1 ? answers.Dequeue() : answers.Peek())(cancellationToken);
        }
    }

    public Task<Socket> DialAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        lock (places)
            Dialed.Add(endPoint);
        return places.TryGetValue(endPoint.Address.ToString(), out var place) ? place(endPoint, cancellationToken) : new SystemDialer().DialAsync(endPoint, cancellationToken);
    }

    private FakeNetwork Name(string host, Func<CancellationToken, Task<IPAddress[]>> answer)
    {
        if (!names.TryGetValue(host, out var answers))
            names[host] = answers = new();
        answers.Enqueue(answer);
        return this;
    }

    private FakeNetwork Place(string address, Func<IPEndPoint, CancellationToken, Task<Socket>> place)
    {
        places[address] = place;
        return this;
    }
}
