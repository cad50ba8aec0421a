using Onboarding.Runs;
using Onboarding.Sites;

namespace Onboarding.Stages.LoadTest.Export;

/// <summary>How a figure moved between two load tests.</summary>
public enum LoadMove
{
    Better,
    AsBefore,
    Worse,

    /// <summary>One of the two did not measure it.</summary>
    NotComparable,
}

/// <summary>One figure in both tests, as people read it.</summary>
public sealed record LoadChange(string What, string? Then, string? Now, LoadMove Move);

/// <summary>One load test held against an earlier one of the same environment.</summary>
/// <param name="Settings">What differed in what was asked for, in words; where anything did, faster or slower proves less.</param>
public sealed record LoadComparison(RunSummary Then, LoadReport ReportThen, IReadOnlyList<LoadChange> Changes, IReadOnlyList<string> Settings)
{
    // Two tests of the same hospital never measure the same; less than a tenth, or than so many milliseconds, is no change.
    private const double Noise = 0.1;
    private const double NoiseMilliseconds = 20;

    public static LoadComparison Of(RunSummary then, LoadReport before, LoadReport now) =>
        new(then, before, [.. Figures(before, now)], [.. Differences(before, now)]);

    private static IEnumerable<LoadChange> Figures(LoadReport before, LoadReport now)
    {
        foreach (var kind in before.Kinds.Concat(now.Kinds).Select(kind => kind.Kind).Distinct().Order())
        {
            var (was, measured) = (Of(before, kind), Of(now, kind));
            yield return Latency($"p95, {LoadWords.Many(kind)}", was?.FromDue.P95, measured?.FromDue.P95);
            yield return Latency($"p99, {LoadWords.Many(kind)}", was?.FromDue.P99, measured?.FromDue.P99);
        }

        yield return Figure("Errors", Errors(before), Errors(now), LoadWords.Percent, smallerIsBetter: true, noise: 0.001);
        yield return Figure("Refused as too many", before.Throttled, now.Throttled, LoadWords.Rate, smallerIsBetter: true, noise: 0);
        yield return Figure("Requests sent when due", Sent(before), Sent(now), LoadWords.Percent, smallerIsBetter: false, noise: 0.005);
        if (before.Capacity is not null || now.Capacity is not null)
            yield return Figure("Held within the limits, a second", before.Capacity?.HeldPerSecond, now.Capacity?.HeldPerSecond, LoadWords.Rate, smallerIsBetter: false, Tenth(before.Capacity?.HeldPerSecond));
        if (before.Recovery is not null || now.Recovery is not null)
            yield return Latency("p95 after the test", before.Recovery?.AfterP95, now.Recovery?.AfterP95);
    }

    private static LoadKindFigures? Of(LoadReport report, LoadKind kind) => report.Kinds.FirstOrDefault(figures => figures.Kind == kind && figures.Count > 0);

    private static double? Errors(LoadReport report) => report.Completed == 0 ? null : report.Errors / (double)report.Completed;

    private static double? Sent(LoadReport report) => report.Sent + report.Dropped == 0 ? null : report.Sent / (double)(report.Sent + report.Dropped);

    private static LoadChange Latency(string what, double? then, double? now) =>
        Figure(what, then, now, LoadWords.Milliseconds, smallerIsBetter: true, Math.Max(NoiseMilliseconds, Tenth(then)));

    private static double Tenth(double? value) => (value ?? 0) * Noise;

    private static LoadChange Figure(string what, double? then, double? now, Func<double, string> write, bool smallerIsBetter, double noise) => new(
        what, then is { } was ? write(was) : null, now is { } measured ? write(measured) : null,
        then is null || now is null ? LoadMove.NotComparable
        : Math.Abs(now.Value - then.Value) <= noise ? LoadMove.AsBefore
        : now < then == smallerIsBetter ? LoadMove.Better : LoadMove.Worse);

    private static IEnumerable<string> Differences(LoadReport before, LoadReport now)
    {
        if (before.Shape != now.Shape)
            yield return $"shape: {Name(before.Shape)} then, {Name(now.Shape)} now";
        if (Math.Abs(before.TargetPerSecond - now.TargetPerSecond) > 0.005)
            yield return $"highest rate: {LoadWords.Rate(before.TargetPerSecond)} a second then, {LoadWords.Rate(now.TargetPerSecond)} now";
        if (before.CapPerSecond is { } was && now.CapPerSecond is { } cap && Math.Abs(was - cap) > 0.005)
            yield return $"cap: {LoadWords.Rate(was)} a second then, {LoadWords.Rate(cap)} now";
        if (Math.Abs(Length(before) - Length(now)) >= 1)
            yield return $"length: {Ago.Span(TimeSpan.FromSeconds(Length(before)))} then, {Ago.Span(TimeSpan.FromSeconds(Length(now)))} now";
        if (before.P95LimitMilliseconds != now.P95LimitMilliseconds || before.P99LimitMilliseconds != now.P99LimitMilliseconds)
            yield return $"limits of reads: p95 {LoadWords.Milliseconds(before.P95LimitMilliseconds)} and p99 {LoadWords.Milliseconds(before.P99LimitMilliseconds)} then, {LoadWords.Milliseconds(now.P95LimitMilliseconds)} and {LoadWords.Milliseconds(now.P99LimitMilliseconds)} now";
        foreach (var kind in Enum.GetValues<LoadKind>())
            if (before.Kinds.Count > 0 && now.Kinds.Count > 0 && Math.Abs(ShareOf(before, kind) - ShareOf(now, kind)) >= 0.03)
                yield return $"{LoadWords.Many(kind)}: {LoadWords.Percent(Math.Round(ShareOf(before, kind), 2))} of the requests then, {LoadWords.Percent(Math.Round(ShareOf(now, kind), 2))} now";
    }

    private static double Length(LoadReport report) => report.RampSeconds + report.HoldSeconds;

    private static double ShareOf(LoadReport report, LoadKind kind)
    {
        var all = report.Kinds.Sum(figures => figures.Count + figures.Errors);
        return all == 0 ? 0 : report.Kinds.Where(figures => figures.Kind == kind).Sum(figures => figures.Count + figures.Errors) / (double)all;
    }

    private static string Name(LoadShape shape) => shape switch
    {
        LoadShape.Hold => "hold",
        LoadShape.Ramp => "steps",
        LoadShape.Spike => "spike",
        LoadShape.Soak => "soak",
    };
}
