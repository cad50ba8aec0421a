using EhrAdapters.Diagnosis;
using Onboarding.Evidence;

namespace Onboarding.Stages.LoadTest;

/// <summary>How quick one kind of request was answered. A percentile counts from its minimum sample on.</summary>
internal static class LatencyRow
{
    // Below this nothing at all can be said of a percentile.
    private const int FewestForProof = 20;

    public static ResultRow? P95(LoadCase test, LoadKind kind, string code)
    {
        if (test.Unserved.ContainsKey(kind) || LoadShare(test, kind) == 0)
            return null;
        var (latency, limit) = (test.Figures.Latencies[kind], LatencyLimits.Of(kind, test.Thresholds).P95);
        // Reads are what every site does; the other kinds tell more where there are enough of them.
        var needed = kind is LoadKind.Read && !LoadVerdict.IsRehearsal(test.Environment);
        var row = Row(code, $"Latency of {LoadWords.Many(kind)}, p95", latency, latency.P95, limit) with { Needed = needed };
        if (latency.Count >= test.Thresholds.SamplesForP95)
            return Judged(test, row, latency.P95, limit, kind);
        // Too few to prove that it is fast enough can still be enough to prove that it is not.
        if (IsSlow(test, kind))
            return Slow(test, row, kind);
        return row with
        {
            Message = $"Needs {test.Thresholds.SamplesForP95} answers; this test had {latency.Count}." + (needed || test.Stopped ? "" : " As a rehearsal it may pass without."),
            NextStep = $"Hold the load for at least {test.HoldFor(kind, test.Thresholds.SamplesForP95)}, then test again.",
        };
    }

    public static ResultRow? P99(LoadCase test, LoadKind kind, string code)
    {
        if (test.Unserved.ContainsKey(kind) || LoadShare(test, kind) == 0 || LatencyLimits.Of(kind, test.Thresholds).P99 is not { } limit)
            return null;
        var latency = test.Figures.Latencies[kind];
        var row = Row(code, $"Latency of {LoadWords.Many(kind)}, p99", latency, latency.P99, limit) with { Needed = false };
        return latency.Count >= test.Thresholds.SamplesForP99
            ? Judged(test, row, latency.P99, limit, kind)
            : row with
            {
                Message = $"Needs {test.Thresholds.SamplesForP99} answers; this test had {latency.Count}. It does not hold up going live.",
                NextStep = $"Hold the load for at least {test.HoldFor(kind, test.Thresholds.SamplesForP99)} if you want to know it.",
            };
    }

    /// <summary>True where this kind is proven to be over one of its limits.</summary>
    public static bool IsSlow(LoadCase test, LoadKind kind)
    {
        var (latency, limits) = (test.Figures.Latencies[kind], LatencyLimits.Of(kind, test.Thresholds));
        if (latency.Count >= test.Thresholds.SamplesForP99 && latency.P99 > limits.P99)
            return true;
        return latency.Count >= test.Thresholds.SamplesForP95 ? latency.P95 > limits.P95 : latency.Count >= FewestForProof && ProvesSlow(latency);
    }

    private static int LoadShare(LoadCase test, LoadKind kind) => kind is LoadKind.Read ? 1 : TrafficOrder.ShareOf(test.Mix, kind);

    private static ResultRow Row(string code, string check, LatencyFigures latency, double measured, int limit) => new()
    {
        Code = code,
        Check = check,
        State = CheckState.CouldNotAssess,
        Measured = latency.Count == 0 ? null : LoadWords.Milliseconds(measured),
        Limit = LoadWords.Milliseconds(limit),
        Margin = latency.Count == 0 ? null : LoadWords.Milliseconds(limit - measured),
        Sample = latency.Count,
    };

    private static ResultRow Judged(LoadCase test, ResultRow row, double measured, int limit, LoadKind kind) => measured <= limit
        ? row with { State = CheckState.Passed, Message = "Answers came within the limit, counted from the moment each request was due." }
        : Slow(test, row, kind);

    private static ResultRow Slow(LoadCase test, ResultRow row, LoadKind kind) => test.OursFellShort
        ? row with
        {
            Owner = FaultOwner.OurService,
            Message = "Our own generator was late, so what looks slow may be our doing.",
            NextStep = "Run it again when less is going on here.",
            Retry = RetryAdvice.Now,
        }
        : row with
        {
            State = CheckState.Failed,
            Owner = FaultOwner.Hospital,
            Message = $"The hospital slowed down: it answers {LoadWords.Many(kind)} too slowly at {LoadWords.Rate(test.Figures.Report.TargetPerSecond)} requests a second.",
            Explanation = "Sign-in and single requests work; it is the speed under load that falls short.",
            NextStep = "Ask the hospital for more room on the interface server, or agree on a lower peak and test again.",
            Retry = RetryAdvice.AfterChange,
        };

    // One-sided 95 %: more answers over the limit than one in twenty would leave to chance.
    private static bool ProvesSlow(LatencyFigures latency) =>
        latency.OverLimit / (double)latency.Count > 0.05 + (1.645 * Math.Sqrt(0.05 * 0.95 / latency.Count));
}
