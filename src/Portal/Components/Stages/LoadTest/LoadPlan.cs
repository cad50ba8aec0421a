using System.Globalization;
using EhrAdapters;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest;
using Portal.Components.Controls;

namespace Portal.Components.Stages.LoadTest;

/// <summary>What a load test's settings come to, in words, before one request is sent.</summary>
public static class LoadPlan
{
    public const int LongestHoldSeconds = 3600;

    public static double Requests(LoadSettings load) => load.TargetPerSecond * ((load.Ramp.TotalSeconds / 2) + load.HoldSeconds);

    /// <summary>"1.5 requests per second: 1.5 times 60 a minute."</summary>
    public static string Target(LoadSettings load)
    {
        var capped = load.PeakRequestsPerMinute * 1.5 > load.CapRequestsPerMinute;
        return $"{PerSecond(load.TargetPerSecond)} requests per second: "
            + (capped ? $"the agreed cap of {load.CapRequestsPerMinute} a minute, below 1.5 times the peak." : $"1.5 times {load.PeakRequestsPerMinute} a minute.");
    }

    public static string Volume(LoadSettings load) =>
        $"About {N(Requests(load))} reads in {ChartScale.Moment(Math.Round(load.Ramp.TotalSeconds + load.HoldSeconds))}, {ChartScale.Moment(Math.Round(load.Ramp.TotalSeconds))} of them to ramp up.";

    /// <summary>What the number of requests is too small for; null where it is enough for every percentile.</summary>
    public static string? TooFew(LoadSettings load, Thresholds limits, Connection? connection)
    {
        var (p95, p99) = (Needed(load, limits.SamplesForP95), Needed(load, limits.SamplesForP99));
        return Requests(load) switch
        {
            var few when few < p95 && NeedsConsent(connection) => $"Too few to judge p95, which needs about {N(p95)}: the test could not pass. Hold longer.",
            var few when few < p95 => $"A rehearsal: too few to judge p95, which needs about {N(p95)}.",
            var few when few < p99 => $"Enough to judge p95, too few for p99, which needs about {N(p99)}.",
            _ => null,
        };
    }

    /// <summary>The first thing that is wrong with the settings, or null.</summary>
    public static string? Wrong(LoadSettings load) => load switch
    {
        { PeakRequestsPerMinute: < 1 or > 60_000 } => "The busiest minute needs a figure from 1 to 60,000 requests.",
        { CapRequestsPerMinute: < 1 or > 60_000 } => "The cap needs a figure from 1 to 60,000 requests a minute.",
        { HoldSeconds: < 5 or > LongestHoldSeconds } => "Hold from 5 seconds to one hour.",
        _ => null,
    };

    /// <summary>Where real people depend on the machine, somebody there has to agree first.</summary>
    public static bool NeedsConsent(Connection? connection) =>
        connection is not null && !LoadVerdict.IsRehearsal(connection.Environment);

    public static string PerSecond(double rate) => rate.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>The headline while it runs.</summary>
    public static string Phase(LoadReport load) => load.ElapsedSeconds switch
    {
        var at when at < load.RampSeconds => $"Ramping up to {PerSecond(load.TargetPerSecond)} requests per second. {Standing(load)}",
        var at when at < load.RampSeconds + load.HoldSeconds => $"Holding {PerSecond(load.TargetPerSecond)} requests per second. {Standing(load)}",
        _ => "All requests are sent; waiting for the last answers.",
    };

    // Other kinds stand between the reads, and reads are what the percentiles are judged on.
    private static double Needed(LoadSettings load, int reads) => Math.Ceiling(reads * 100.0 / Math.Max(1, (load.Mix ?? TrafficMix.Usual).Reads));

    private static string N(double count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Standing(LoadReport load) => load.Points switch
    {
        [] => "No figures yet.",
        [.., var last] when last.P95 > load.P95LimitMilliseconds => "p95 is over its limit.",
        [.., var last] when last.P99 > load.P99LimitMilliseconds => "p99 is over its limit.",
        _ when load.Errors > 0 => $"{load.Errors} {(load.Errors == 1 ? "answer" : "answers")} went wrong so far.",
        _ => "No limit is broken.",
    };
}
