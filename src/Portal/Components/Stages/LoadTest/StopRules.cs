using System.Globalization;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest;
using Portal.Components.Controls;

namespace Portal.Components.Stages.LoadTest;

/// <summary>When the test stops by itself, beside what is measured now.</summary>
public static class StopRules
{
    /// <summary>The rules as sentences, for the page before the start.</summary>
    public static IReadOnlyList<string> Sentences(int p95LimitMilliseconds) =>
    [
        $"more than {Errors} of the answers are errors over {Seconds(AbortRules.Window)} seconds",
        $"p95 stays over {Slow(p95LimitMilliseconds)} for {Seconds(AbortRules.LongestSlow)} seconds",
        $"the hospital throttles {AbortRules.MostThrottled} times",
        $"the hospital asks to wait longer than {Seconds(AbortRules.LongestRetryAfter)} seconds",
        "live traffic of the same host suffers",
        "you or the hospital stop it",
    ];

    /// <summary>The rules with the figures of this moment.</summary>
    public static IReadOnlyList<CauseFact> Now(LoadReport load, Thresholds limits) =>
    [
        new($"Errors over {Errors}, {Seconds(AbortRules.Window)} s", $"now {Share(Recent(load).Errors, Recent(load).Answers)}"),
        new($"p95 over {AbortRules.SlowFactor:0} × limit, {Seconds(AbortRules.LongestSlow)} s", Slowest(load, limits)),
        new($"{AbortRules.MostThrottled} throttled answers", $"now {load.Throttled}"),
        new($"Asked to wait over {Seconds(AbortRules.LongestRetryAfter)} s", "no"),
    ];

    public static bool KeepsUp(LoadReport load) => load.Dropped == 0;

    public static string DroppedByUs(LoadReport load) => $"{N(load.Dropped)} of {N(load.Sent + load.Dropped)}";

    private static string Errors => $"{AbortRules.ErrorShare * 100:0} %";

    private static (int Errors, int Answers) Recent(LoadReport load)
    {
        var from = load.ElapsedSeconds - AbortRules.Window.TotalSeconds;
        var points = load.Points.Where(point => point.Second > from).ToList();
        return (points.Sum(point => point.Errors), (int)Math.Round(points.Sum(point => point.Rate)));
    }

    // Each kind has its own limit; the one that is nearest to it is said.
    private static string Slowest(LoadReport load, Thresholds limits) => load.Points switch
    {
        [.., { Kinds.Count: > 0 } last] when last.Kinds.MaxBy(kind => kind.Value.P95 / LatencyLimits.Of(kind.Key, limits).P95) is var (_, latency) => $"now {ChartScale.Latency(latency.P95)}",
        [.., { P95: > 0 } last] => $"now {ChartScale.Latency(last.P95)}",
        _ => "no figure yet",
    };

    private static string Slow(int p95LimitMilliseconds) => ChartScale.Latency(p95LimitMilliseconds * AbortRules.SlowFactor);

    private static string Seconds(TimeSpan span) => $"{span.TotalSeconds:0}";

    private static string Share(int part, int whole) =>
        whole == 0 ? "0.0 %" : ((double)part / whole * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private static string N(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
