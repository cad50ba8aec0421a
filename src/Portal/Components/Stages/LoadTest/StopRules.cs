using System.Globalization;
using Onboarding.Stages.LoadTest;
using Portal.Components.Controls;

namespace Portal.Components.Stages.LoadTest;

/// <summary>When the test stops by itself, beside what is measured now.</summary>
public static class StopRules
{
    /// <summary>The rules as sentences, for the page before the start.</summary>
    public static IReadOnlyList<string> Sentences(int p95LimitMilliseconds) =>
    [
        "more than 5 % of the answers are errors for 30 seconds",
        $"p95 stays over {ChartScale.Latency(p95LimitMilliseconds * 2.0)} for 60 seconds",
        "the hospital throttles three times",
        "the hospital asks to wait longer than 60 seconds",
        "you or the hospital stop it",
    ];

    /// <summary>The rules with the figures of this moment.</summary>
    public static IReadOnlyList<CauseFact> Now(LoadReport load) =>
    [
        new("Stops over 5 % errors, 30 s", $"now {Share(load.Errors, load.Completed)}", $"{load.Errors} of {N(load.Completed)} answers"),
        new($"Stops over p95 {ChartScale.Latency(load.P95LimitMilliseconds * 2.0)}, 60 s", load.Points is [.., var last] ? $"now {ChartScale.Latency(last.P95)}" : "no figure yet", $"limit {ChartScale.Latency(load.P95LimitMilliseconds)}"),
        new("Stops at 3 throttled answers", $"now {load.Throttled}", "or when asked to wait over 60 s"),
        new("Our generator", load.Dropped == 0 ? "keeps up" : "falls behind", $"{load.Dropped} of {N(load.Sent + load.Dropped)} not sent on time"),
    ];

    private static string Share(int part, int whole) =>
        whole == 0 ? "0 %" : ((double)part / whole * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private static string N(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
