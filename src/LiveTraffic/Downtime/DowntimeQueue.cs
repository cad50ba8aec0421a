using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using LiveTraffic.Gateway;
using Microsoft.AspNetCore.WebUtilities;
using Onboarding.Sites;

namespace LiveTraffic.Downtime;

/// <summary>Either the hospital's answer, or where to ask for it.</summary>
/// <param name="Id">Under which the caller asks; null where the answer is there at once.</param>
/// <param name="Place">1 is next.</param>
public readonly record struct DowntimeAnswer(GatewayAnswer Answer, string? Id, int Place)
{
    public static implicit operator DowntimeAnswer(GatewayAnswer answer) => new(answer, null, 0);
}

/// <summary>
/// What callers asked for while their hospital was down, of those that would rather wait. In memory only: a patient's identifiers are
/// never at rest, so a restart loses what waited, and a caller that asks for it is told so.
/// </summary>
public sealed class DowntimeQueue(TimeProvider time)
{
    private const int IdBytes = 24;
    private const int StampBytes = 6;

    // Part of every name, so that one of an earlier process is known for what it is.
    private readonly string stamp = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(StampBytes));
    private readonly ConcurrentDictionary<SiteId, QueueLane> lanes = new();

    /// <summary>Every site for which something waits or an answer waits for its caller.</summary>
    public IReadOnlyList<SiteId> Sites => [.. lanes.Where(lane => !lane.Value.IsIdle).Select(lane => lane.Key)];

    public LaneFigures Of(SiteId site) => lanes.TryGetValue(site, out var lane) ? lane.Figures : default;

    /// <summary>True where others wait already, so that whoever comes now waits behind them.</summary>
    public bool Waits(SiteId site) => Of(site).Waiting > 0;

    /// <summary>Asks the hospital, and puts the request into the queue where it is down or others wait already.</summary>
    /// <param name="ask">Without a turn where it is asked again out of the queue.</param>
    public async Task<DowntimeAnswer> AskAsync(string? key, Func<QueueTurn?, CancellationToken, Task<GatewayAnswer>> ask, CancellationToken cancellationToken)
    {
        var turn = new QueueTurn(Waits);
        var answer = await ask(turn, cancellationToken);
        if (!QueueRules.MayPass(answer) || turn.Site is not { } site)
            return answer;
        var lane = lanes.GetOrAdd(site, _ => new(time));
        return lane.Add(NewId(), Hash(key), token => ask(null, token)) is { } added
            ? new DowntimeAnswer(default, added.Request.Id, added.Place)
            : new GatewayAnswer(null, GatewayRefusal.QueueFull);
    }

    /// <summary>What became of a request. An answer is given once, to the key that asked.</summary>
    public QueueAnswer Fetch(SiteId site, string id, string? key)
    {
        if (lanes.TryGetValue(site, out var lane) && lane.Fetch(id, Hash(key)) is { State: not QueueState.Gone } found)
            return found;
        return new(id.StartsWith(stamp, StringComparison.Ordinal) ? QueueState.Gone : QueueState.Lost);
    }

    internal QueueLane? LaneOf(SiteId site) => lanes.GetValueOrDefault(site);

    internal string NewId() => stamp + WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(IdBytes));

    internal static byte[] Hash(string? key) => SHA256.HashData(Encoding.UTF8.GetBytes(key ?? ""));
}
