using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Runs;
using Onboarding.Stages.LoadTest;
using Portal.Components.Controls;

namespace Portal.Components.Stages.LoadTest;

/// <summary>What a finished load test proved, in words: who was slow first.</summary>
public static class OutcomeWords
{
    public static string Title(StageRun run) => (run.Verdict, run.Detail as LoadReport) switch
    {
        (CheckState.Passed, { } load) => $"The EHR keeps up with {LoadWorth.PerSecond(load.TargetPerSecond)} requests per second.",
        (CheckState.Warning, { } load) => $"The EHR keeps up with {LoadWorth.PerSecond(load.TargetPerSecond)} requests per second; something comes close to its limit.",
        (_, { Blame: LoadBlame.Generator }) => "Our own generator could not keep up, so this test says too little about the hospital.",
        (_, { Blame: LoadBlame.Throttled }) => "The hospital refused requests as too many.",
        (_, { Blame: LoadBlame.SlowedDown }) => "The hospital answered more slowly the more it was asked.",
        (_, { Blame: LoadBlame.Errors }) => "The hospital answered with errors.",
        (CheckState.Failed, _) => Failed(run)?.Message ?? "The EHR did not keep up.",
        _ => run.Rows.FirstOrDefault(row => row is { State: CheckState.CouldNotAssess, Needed: true })?.Message ?? run.Rows.FirstOrDefault(row => row.State is CheckState.CouldNotAssess)?.Message ?? "The test could not be judged.",
    };

    public static string Lead(StageRun run, bool outdated)
    {
        if (outdated)
            return "This was measured with earlier settings. Test again: it does not count for go-live.";
        var load = run.Detail as LoadReport;
        if (load?.StoppedBecause is { } stopped)
            return $"The test stopped by itself: {stopped}";
        return Failed(run) is { } failed
            ? Title(run) != failed.Message && failed.Message is { Length: > 0 } message ? message : failed.Explanation ?? "Sign-in and single requests work; it is the load that shows it."
            : "Latency is counted from the moment each request was due, so that waiting behind others is not hidden.";
    }

    /// <summary>Who has to act, what the hospital bears, and how it came back.</summary>
    public static IReadOnlyList<CauseFact> Facts(StageRun run) =>
    [
        .. Failed(run) is { } failed ? CauseFact.Of(failed) : [],
        .. (run.Detail as LoadReport)?.Capacity is { } capacity ? [Capacity(capacity)] : Array.Empty<CauseFact>(),
        .. (run.Detail as LoadReport)?.Recovery is { } recovery ? [Recovery(recovery)] : Array.Empty<CauseFact>(),
    ];

    public static ResultRow? Failed(StageRun run) => run.Rows.FirstOrDefault(row => row.State is CheckState.Failed);

    public static string Counted(IReadOnlyList<ResultRow> rows)
    {
        var judged = rows.Count(row => row.State is CheckState.Passed or CheckState.Warning or CheckState.Failed);
        return $"{rows.Count(row => row.State is CheckState.Passed)} of {judged} that could be judged passed";
    }

    private static CauseFact Capacity(LoadCapacity capacity) => new(
        "What the hospital bears",
        capacity.HeldPerSecond <= 0
            ? "It held no rate within the limits"
            : $"Holds {(capacity.AtLeast ? "at least " : "")}{LoadWorth.PerSecond(capacity.HeldPerSecond)} requests a second at p95 {ChartScale.Latency(capacity.P95)}",
        $"this site needs {LoadWorth.PerSecond(capacity.NeededPerSecond)}");

    private static CauseFact Recovery(LoadRecovery recovery) => new(
        "After the test",
        recovery.Seconds is { } seconds ? seconds < 1 ? "Back to its idle speed at once" : $"Back to its idle speed after {LiveWords.Elapsed(Math.Ceiling(seconds))}" : "Not back to its idle speed while we looked",
        $"p95 {ChartScale.Latency(recovery.IdleP95)} before, {ChartScale.Latency(recovery.AfterP95)} after");
}
