using System.Globalization;
using System.Net;
using System.Net.Sockets;
using EhrAdapters.Http;

namespace EhrAdapters.Diagnosis.Ladder;

/// <summary>The port accepts a connection, on every address where possible.</summary>
internal static class TcpRung
{
    // Long enough for a healthy second address, short enough that a dead one does not hold up the climb.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    internal static async Task<LadderStep> ClimbAsync(Climb climb, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var dialer = climb.Dialer();
        var tries = Task.WhenAll(climb.Addresses.Select(address => TryAsync(climb, dialer, new(address, climb.Port), enough, cancellationToken)));
        var tunnel = VpnHeartbeat.ProbeAsync(climb, IsOpenAsync(tries), cancellationToken);
        var results = await tries.ConfigureAwait(false);
        var evidence = Evidence(climb, results);
        var open = results.Where(result => result.Error is null).ToList();
        if (open.Count == 0)
            return Climb.Of(LadderRung.Tcp, await ExplainAsync(climb, results, evidence, tunnel).ConfigureAwait(false));
        climb.Reachable = open.MinBy(result => result.Elapsed)!.EndPoint;
        var silent = results.Where(result => result.Error is { } error && CountsAsDead(error, result.EndPoint)).Select(result => result.EndPoint.Address.ToString()).ToList();
        var measured = $"port {climb.Port} in {Climb.Milliseconds(open.Min(result => result.Elapsed))}";
        return silent.Count == 0
            ? Climb.Passed(LadderRung.Tcp, measured, evidence)
            : Climb.Of(LadderRung.Tcp, climb.Find(FindingCodes.TcpPartial, evidence, ("addresses", string.Join(", ", silent))), measured);
    }

    private static async Task<Attempt> TryAsync(Climb climb, GuardedDialer dialer, IPEndPoint endPoint, CancellationTokenSource enough, CancellationToken cancellationToken)
    {
        var started = climb.Time.GetTimestamp();
        try
        {
            var connected = await climb.WithinAsync(climb.Limits.ConnectTimeout, async token =>
            {
                using var either = CancellationTokenSource.CreateLinkedTokenSource(token, enough.Token);
                (await dialer.DialAsync(endPoint, climb.Host, either.Token).ConfigureAwait(false)).Dispose();
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

    private static async Task<bool> IsOpenAsync(Task<Attempt[]> tries) => (await tries.ConfigureAwait(false)).Any(result => result.Error is null);

    private static async Task<Finding> ExplainAsync(Climb climb, IReadOnlyList<Attempt> results, IReadOnlyList<EvidenceItem> evidence, Task<VpnHeartbeat.Beat?> tunnel)
    {
        var code = SocketFault.Code([.. results.Select(result => result.Error!.Value)]);
        if (code is not FindingCodes.TcpTimeout || await tunnel.ConfigureAwait(false) is not { } beat)
            return climb.Find(code, evidence);
        return climb.Find(
            beat.IsUp switch { true => FindingCodes.VpnUpNoRoute, false => FindingCodes.VpnDown, null => code },
            [.. evidence, new("VPN heartbeat", beat.Said)]);
    }

    // That we have no IPv6 is no fault of theirs, and "localhost" has two addresses of which servers use one.
    private static bool CountsAsDead(SocketError error, IPEndPoint endPoint) => !SocketFault.IsOurs(error) && !IPAddress.IsLoopback(endPoint.Address);

    private static List<EvidenceItem> Evidence(Climb climb, IReadOnlyList<Attempt> results) =>
    [
        new("Host", climb.Host),
        new("Port", climb.Port.ToString(CultureInfo.InvariantCulture)),
        .. results.Select(result => new EvidenceItem($"Connection to {result.EndPoint.Address}", $"{result.Error?.ToString() ?? "open"}, {Climb.Milliseconds(result.Elapsed)}")),
    ];

    private sealed record Attempt(IPEndPoint EndPoint, TimeSpan Elapsed, SocketError? Error);
}
