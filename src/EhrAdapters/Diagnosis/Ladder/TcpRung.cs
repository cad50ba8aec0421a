using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace EhrAdapters.Diagnosis.Ladder;

/// <summary>The port accepts a connection, on every address where possible.</summary>
internal static class TcpRung
{
    // Long enough for a healthy second address, short enough that a dead one does not hold up the climb.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    internal static async Task<LadderStep> ClimbAsync(Climb climb, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var tries = climb.Addresses.Select(address => TryAsync(climb, new(address, climb.Port), enough, cancellationToken)).ToList();
        var results = await Task.WhenAll(tries).ConfigureAwait(false);
        var evidence = Evidence(climb, results);
        var open = results.Where(result => result.Error is null).ToList();
        if (open.Count == 0)
            return Climb.Of(LadderRung.Tcp, climb.Find(Code(results), evidence));
        climb.Reachable = open.MinBy(result => result.Elapsed)!.EndPoint;
        var silent = results.Where(result => result.Error is { } error && CountsAsDead(error, result.EndPoint)).Select(result => result.EndPoint.Address.ToString()).ToList();
        var measured = $"port {climb.Port} in {Climb.Milliseconds(open.Min(result => result.Elapsed))}";
        return silent.Count == 0
            ? Climb.Passed(LadderRung.Tcp, measured, evidence)
            : Climb.Of(LadderRung.Tcp, climb.Find(FindingCodes.TcpPartial, evidence, ("addresses", string.Join(", ", silent))), measured);
    }

    private static async Task<Attempt> TryAsync(Climb climb, IPEndPoint endPoint, CancellationTokenSource enough, CancellationToken cancellationToken)
    {
        var started = climb.Time.GetTimestamp();
        using var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            var connected = await climb.WithinAsync(climb.Limits.ConnectTimeout, async token =>
            {
                using var either = CancellationTokenSource.CreateLinkedTokenSource(token, enough.Token);
                await socket.ConnectAsync(endPoint, either.Token).ConfigureAwait(false);
            }, cancellationToken).ConfigureAwait(false);
            if (!connected)
                return new(endPoint, climb.Time.GetElapsedTime(started), SocketError.TimedOut);
            enough.CancelAfter(Grace);
            return new(endPoint, climb.Time.GetElapsedTime(started), null);
        }
        catch (SocketException fault)
        {
            return new(endPoint, climb.Time.GetElapsedTime(started), fault.SocketErrorCode);
        }
    }

    private static string Code(IReadOnlyList<Attempt> results)
    {
        var errors = results.Select(result => result.Error!.Value).ToHashSet();
        if (errors.All(IsOurs))
            return FindingCodes.SelfEgress;
        if (errors.Contains(SocketError.ConnectionRefused))
            return FindingCodes.TcpRefused;
        return errors.Contains(SocketError.ConnectionReset) || errors.Contains(SocketError.ConnectionAborted) ? FindingCodes.TcpReset : FindingCodes.TcpTimeout;
    }

    // Without a route or a free port of our own, the packet never left.
    private static bool IsOurs(SocketError error) => error is SocketError.NetworkUnreachable or SocketError.NetworkDown
        or SocketError.AddressFamilyNotSupported or SocketError.AddressNotAvailable or SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable;

    // That we have no IPv6 is no fault of theirs, and "localhost" has two addresses of which servers use one.
    private static bool CountsAsDead(SocketError error, IPEndPoint endPoint) => !IsOurs(error) && !IPAddress.IsLoopback(endPoint.Address);

    private static List<EvidenceItem> Evidence(Climb climb, IReadOnlyList<Attempt> results) =>
    [
        new("Host", climb.Host),
        new("Port", climb.Port.ToString(CultureInfo.InvariantCulture)),
        .. results.Select(result => new EvidenceItem($"Connection to {result.EndPoint.Address}", $"{result.Error?.ToString() ?? "open"}, {Climb.Milliseconds(result.Elapsed)}")),
    ];

    private sealed record Attempt(IPEndPoint EndPoint, TimeSpan Elapsed, SocketError? Error);
}
