using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Sites;

namespace Onboarding.Stages.LoadTest;

/// <summary>How a running load test stands against its limits at this moment. The verdict at the end is another one: it knows causes and who was slow. Pure.</summary>
public static class LoadSoFar
{
    public static IReadOnlyList<ResultRow> Rows(LoadReport live, Thresholds thresholds) =>
        live.Completed == 0 ? [] : [.. live.Kinds.Where(kind => kind.Count > 0).SelectMany(kind => Latency(kind, thresholds)), Errors(live, thresholds), Throttled(live), Rate(live, thresholds)];

    private static IEnumerable<ResultRow> Latency(LoadKindFigures kind, Thresholds thresholds)
    {
        var limits = LatencyLimits.Of(kind.Kind, thresholds);
        // A handful of sign-ins is judged by its slowest, at the end.
        if (kind.Kind is LoadKind.Token)
            yield break;
        yield return Percentile(kind, "p95", kind.FromDue.P95, limits.P95, thresholds.SamplesForP95);
        if (limits.P99 is { } p99)
            yield return Percentile(kind, "p99", kind.FromDue.P99, p99, thresholds.SamplesForP99);
    }

    private static ResultRow Percentile(LoadKindFigures kind, string share, double measured, int limit, int needed)
    {
        var row = new ResultRow
        {
            Code = $"LOAD-{share}-{kind.Kind}".ToUpperInvariant(), Check = $"{share}, {LoadWords.Many(kind.Kind)}", State = CheckState.CouldNotAssess, Limit = LoadWords.Milliseconds(limit), Sample = kind.Count,
        };
        if (kind.Count < needed)
            return row with { Measured = FormattableString.Invariant($"{kind.Count:N0} of {needed:N0}"), Message = FormattableString.Invariant($"Not yet: {needed - kind.Count:N0} more answers unlock it.") };
        row = row with { Measured = LoadWords.Milliseconds(measured), Margin = LoadWords.Milliseconds(limit - measured) };
        return measured <= limit
            ? row with { State = CheckState.Passed }
            : row with { State = CheckState.Failed, Owner = FaultOwner.NotSure, Message = "Over its limit so far." };
    }

    private static ResultRow Errors(LoadReport live, Thresholds thresholds)
    {
        var rate = live.Errors / (double)live.Completed;
        return new()
        {
            Code = "LOAD-ERRORS", Check = "Errors", Measured = LoadWords.Percent(rate), Limit = $"below {LoadWords.Percent(thresholds.ErrorRateFail)}", Sample = live.Completed,
            Margin = FormattableString.Invariant($"{(thresholds.ErrorRateFail - rate) * 100:0.##} points"),
            State = rate < thresholds.ErrorRateWarn ? CheckState.Passed : rate < thresholds.ErrorRateFail ? CheckState.Warning : CheckState.Failed,
            Message = live.Errors == 0 ? null : FormattableString.Invariant($"{live.Errors:N0} of {live.Completed:N0} answers went wrong so far."),
        };
    }

    private static ResultRow Throttled(LoadReport live) => new()
    {
        Code = "LOAD-THROTTLED", Check = "Refused as too many", Measured = FormattableString.Invariant($"{live.Throttled:N0}"), Limit = "0", Sample = live.Completed,
        State = live.Throttled == 0 ? CheckState.Passed : CheckState.Failed, Owner = live.Throttled == 0 ? null : FaultOwner.Hospital,
    };

    private static ResultRow Rate(LoadReport live, Thresholds thresholds)
    {
        var sent = live.Sent / (double)Math.Max(1, live.Sent + live.Dropped);
        return new()
        {
            Code = "LOAD-RATE", Check = "Sent when due", Measured = LoadWords.Percent(sent), Limit = $"at least {LoadWords.Percent(thresholds.AchievedRateFraction)}", Sample = live.Sent + live.Dropped,
            Margin = FormattableString.Invariant($"{(sent - thresholds.AchievedRateFraction) * 100:0.##} points"),
            State = sent >= thresholds.AchievedRateFraction ? CheckState.Passed : CheckState.Warning,
        };
    }
}
