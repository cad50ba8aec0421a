using EhrAdapters.Diagnosis;
using LiveTraffic.Gateway;

namespace LiveTraffic.Downtime;

/// <summary>How long, how often and how many: what holds while a hospital is down.</summary>
public static class QueueRules
{
    /// <summary>Requests that wait for one site; beyond, callers are told to come back.</summary>
    public const int MostPerSite = 500;

    /// <summary>Failures of one request at a hospital that is proven up, before it is set aside.</summary>
    public const int SetAsideAfter = 5;

    /// <summary>The waits before each try while the hospital is down; then it is held until the probe says up.</summary>
    public static readonly IReadOnlyList<TimeSpan> Waits = [.. new[] { 0, 10, 10, 20, 30, 50, 80, 120 }.Select(seconds => TimeSpan.FromSeconds(seconds))];

    public static readonly TimeSpan WarnAfter = TimeSpan.FromMinutes(15);

    public static readonly TimeSpan PageAfter = TimeSpan.FromMinutes(60);

    /// <summary>How long an answer waits for its caller, in memory.</summary>
    public static readonly TimeSpan KeepAnswer = TimeSpan.FromMinutes(10);

    /// <summary>How often a caller may ask for its answer.</summary>
    public static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(5);

    // What passes when the hospital is up again. A wrong key, a refused client or a bad record does not, however long one waits.
    // With each the wait that our own catalogue advises people, which is no word of the hospital's.
    private static readonly Dictionary<string, TimeSpan?> Outages =
        new[]
        {
            FindingCodes.HttpTimeout, FindingCodes.Http429, FindingCodes.Http500, FindingCodes.Http502, FindingCodes.Http503, FindingCodes.Http504, FindingCodes.TcpRefused, FindingCodes.TcpTimeout,
            FindingCodes.TcpReset, FindingCodes.DnsTimeout, FindingCodes.DnsServFail, FindingCodes.VpnDown, FindingCodes.Oauth429, FindingCodes.Oauth5xx, FindingCodes.ApiOoTransient,
        }.ToDictionary(code => code.ToLowerInvariant(), code => FindingCatalog.Create(code).Retry.After);

    /// <summary>True where the same request may well be answered later.</summary>
    public static bool MayPass(GatewayAnswer answer) => answer.Refusal is { } refusal && (Outages.ContainsKey(refusal.Code) || refusal == GatewayRefusal.WaitsItsTurn);

    /// <summary>How long the hospital itself asks us to stay away; null where it says nothing.</summary>
    public static TimeSpan? AskedToWait(GatewayRefusal refusal) => Outages.GetValueOrDefault(refusal.Code) == refusal.RetryAfter ? null : refusal.RetryAfter;
}
