using System.Globalization;
using EhrAdapters;
using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Sites;

namespace Onboarding.Stages.LoadTest;

/// <summary>Judges what a load test measured: one row per threshold. Pure.</summary>
public sealed class LoadVerdict(LoadSettings load, Thresholds thresholds, EhrEnvironment environment)
{
    // Below this nothing at all can be said of a percentile.
    private const int FewestForProof = 20;

    /// <summary>On a simulator or a sandbox a short rehearsal may pass; where it counts, the percentile must be proven.</summary>
    public static bool IsRehearsal(EhrEnvironment environment) => environment is EhrEnvironment.Simulator or EhrEnvironment.Sandbox;

    public IReadOnlyList<ResultRow> Rows(LoadFigures figures, TokenFigures? token, bool hasLookUps)
    {
        var rows = new List<ResultRow>
        {
            Errors(figures),
            P95("LOAD-P95", "Latency of reads, p95", LoadKind.Read, figures.Reads, figures.Report.StoppedBecause is not null, needed: !IsRehearsal(environment)),
            P99("LOAD-P99", "Latency of reads, p99", LoadKind.Read, figures.Reads),
        };
        if (hasLookUps)
        {
            rows.Add(P95("LOAD-P95-SEARCH", "Latency of look-ups, p95", LoadKind.Search, figures.Searches, figures.Report.StoppedBecause is not null, needed: false));
            rows.Add(P99("LOAD-P99-SEARCH", "Latency of look-ups, p99", LoadKind.Search, figures.Searches));
        }

        rows.Add(Throttled(figures));
        rows.Add(LoadRateRow.Of(figures, thresholds));
        rows.Add(TokenRow.Of(token, thresholds));
        if (figures.Report.StoppedBecause is { } reason)
            rows.Add(Aborted(figures, reason));
        return rows;
    }

    private ResultRow Errors(LoadFigures figures)
    {
        var row = new ResultRow { Code = "LOAD-ERRORS", Check = "Errors", State = CheckState.CouldNotAssess, Limit = $"below {Percent(thresholds.ErrorRateFail)}" };
        var (errors, completed) = (figures.Report.Errors, figures.Report.Completed);
        if (completed == 0)
            return row with { Message = "Nothing was answered.", NextStep = "Run it again once the hospital answers a connection test." };
        var rate = errors / (double)completed;
        row = row with
        {
            Measured = Percent(rate), Sample = completed, Margin = $"{(thresholds.ErrorRateFail - rate) * 100:0.##} points",
            Evidence = [.. figures.Faults.Take(5).Select(fault => new EvidenceItem(fault.Finding.Code, $"{fault.Count} times"))],
        };
        if (rate < thresholds.ErrorRateWarn)
            return row with { State = CheckState.Passed, Message = $"{completed - errors} of {completed} requests were answered well." };
        var worst = figures.Faults[0].Finding;
        return row with
        {
            State = rate < thresholds.ErrorRateFail ? CheckState.Warning : CheckState.Failed,
            Owner = worst.Owner,
            Message = $"{errors} of {completed} requests failed. The most frequent cause: {worst.Cause}",
            Explanation = worst.Explanation,
            NextStep = worst.NextStep,
            Retry = worst.Retry,
        };
    }

    private ResultRow P95(string code, string check, LoadKind kind, LatencyFigures latency, bool stopped, bool needed)
    {
        var limit = LatencyLimits.Of(kind, thresholds).P95;
        var row = Latency(code, check, latency, latency.P95, limit) with { Needed = needed };
        if (latency.Count >= thresholds.SamplesForP95)
            return Judged(row, latency.P95, limit, kind);
        // Too few to prove that it is fast enough can still be enough to prove that it is not.
        if (latency.Count >= FewestForProof && ProvesSlow(latency))
            return Judged(row, latency.P95, limit, kind) with { State = CheckState.Failed };
        return row with
        {
            State = CheckState.CouldNotAssess,
            Message = $"Needs {thresholds.SamplesForP95} answers; this test had {latency.Count}." + (needed || stopped ? "" : " As a rehearsal it may pass without."),
            NextStep = $"Hold the load for at least {HoldFor(kind, thresholds.SamplesForP95)}, then test again.",
        };
    }

    private ResultRow P99(string code, string check, LoadKind kind, LatencyFigures latency)
    {
        var limit = LatencyLimits.Of(kind, thresholds).P99;
        var row = Latency(code, check, latency, latency.P99, limit) with { Needed = false };
        return latency.Count >= thresholds.SamplesForP99
            ? Judged(row, latency.P99, limit, kind)
            : row with
            {
                State = CheckState.CouldNotAssess,
                Message = $"Needs {thresholds.SamplesForP99} answers; this test had {latency.Count}. It does not hold up going live.",
                NextStep = $"Hold the load for at least {HoldFor(kind, thresholds.SamplesForP99)} if you want to know it.",
            };
    }

    private static ResultRow Latency(string code, string check, LatencyFigures latency, double measured, int limit) => new()
    {
        Code = code,
        Check = check,
        State = CheckState.CouldNotAssess,
        Measured = latency.Count == 0 ? null : Milliseconds(measured),
        Limit = Milliseconds(limit),
        Margin = latency.Count == 0 ? null : Milliseconds(limit - measured),
        Sample = latency.Count,
    };

    private static ResultRow Judged(ResultRow row, double measured, int limit, LoadKind kind) => measured <= limit
        ? row with { State = CheckState.Passed, Message = $"Answers came within the limit, counted from the moment each request was due." }
        : row with
        {
            State = CheckState.Failed,
            Owner = FaultOwner.Hospital,
            Message = $"The hospital answers {(kind is LoadKind.Read ? "reads" : "look-ups")} too slowly at 1.5 times the busiest hour.",
            Explanation = "Sign-in and single requests work; it is the speed under load that falls short.",
            NextStep = "Ask the hospital for more room on the interface server, or agree on a lower peak and test again.",
            Retry = RetryAdvice.AfterChange,
        };

    private ResultRow Throttled(LoadFigures figures)
    {
        var throttled = figures.Report.Throttled;
        var row = new ResultRow
        {
            Code = "LOAD-THROTTLED", Check = "Refused as too many", State = CheckState.Passed, Limit = "0", Sample = figures.Report.Completed,
            Measured = throttled.ToString(CultureInfo.InvariantCulture), Margin = (-throttled).ToString(CultureInfo.InvariantCulture),
        };
        if (figures.Report.Completed == 0)
            return row with { State = CheckState.CouldNotAssess, Measured = null, Margin = null, Message = "Nothing was answered.", NextStep = "Run it again once the hospital answers a connection test." };
        return throttled == 0
            ? row with { Message = "Not one request was refused as too many." }
            : row with
            {
                State = CheckState.Failed,
                Owner = FaultOwner.Hospital,
                Message = $"The hospital refused {throttled} requests as too many, although we stayed below the agreed {load.CapRequestsPerMinute} a minute.",
                NextStep = "Ask the hospital for its limit per minute, and either raise it or set our cap to it.",
                Retry = RetryAdvice.AfterChange,
            };
    }

    private static ResultRow Aborted(LoadFigures figures, string reason) => new()
    {
        Code = "LOAD-ABORTED",
        Check = "Run to the end",
        State = CheckState.Failed,
        Measured = $"stopped after {figures.Report.ElapsedSeconds:0} s",
        Limit = $"{figures.Report.RampSeconds + figures.Report.HoldSeconds:0} s",
        Sample = figures.Report.Completed,
        Owner = figures.Faults.Count > 0 ? figures.Faults[0].Finding.Owner : FaultOwner.Hospital,
        Message = $"The test stopped by itself so as not to harm the hospital. {reason}",
        NextStep = "Talk to the hospital before the next test; the rows above say what it should look at.",
        Retry = RetryAdvice.AfterChange,
    };

    // One-sided 95 %: more answers over the limit than one in twenty would leave to chance.
    private static bool ProvesSlow(LatencyFigures latency) =>
        latency.OverLimit / (double)latency.Count > 0.05 + (1.645 * Math.Sqrt(0.05 * 0.95 / latency.Count));

    private string HoldFor(LoadKind kind, int samples)
    {
        var requests = kind is LoadKind.Search ? samples * LoadTraffic.LookUpEvery : samples * LoadTraffic.LookUpEvery / (LoadTraffic.LookUpEvery - 1);
        return Ago.Span(new LoadSchedule(load.TargetPerSecond, load.Ramp, load.Hold).HoldFor(requests) + TimeSpan.FromSeconds(59));
    }

    private static string Percent(double rate) => $"{rate * 100:0.##} %";

    private static string Milliseconds(double value) => $"{value:#,0} ms";
}
