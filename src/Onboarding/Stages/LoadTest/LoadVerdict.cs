using EhrAdapters;
using EhrAdapters.Diagnosis;
using Onboarding.Evidence;

namespace Onboarding.Stages.LoadTest;

/// <summary>Judges what a load test measured: one row per threshold, from one table. Pure.</summary>
public static class LoadVerdict
{
    // In the order of the report; null where a row has nothing to say.
    private static readonly Func<LoadCase, ResultRow?>[] Table =
    [
        ErrorRow.Of,
        test => LatencyRow.P95(test, LoadKind.Read, "LOAD-P95"),
        test => LatencyRow.P99(test, LoadKind.Read, "LOAD-P99"),
        test => LatencyRow.P95(test, LoadKind.Search, "LOAD-P95-SEARCH"),
        test => LatencyRow.P99(test, LoadKind.Search, "LOAD-P99-SEARCH"),
        test => LatencyRow.P95(test, LoadKind.Records, "LOAD-P95-RECORDS"),
        test => LatencyRow.P99(test, LoadKind.Records, "LOAD-P99-RECORDS"),
        ThrottledRow.Of,
        LoadRateRow.Of,
        test => TokenRow.Of(test.Token, test.Thresholds),
        MixRow.Of,
        CapacityRow.Of,
        RecoveryRow.Of,
        StoppedRow.Of,
        EnvironmentRow.Of,
    ];

    /// <summary>On a simulator or a sandbox a short rehearsal may pass; where it counts, the percentile must be proven.</summary>
    public static bool IsRehearsal(EhrEnvironment environment) => environment is EhrEnvironment.Simulator or EhrEnvironment.Sandbox;

    public static IReadOnlyList<ResultRow> Rows(LoadCase test) => [.. Table.Select(row => row(test)).OfType<ResultRow>()];

    /// <summary>Who was slow. What the hospital said itself comes first; after that a test of which we fell short says nothing.</summary>
    public static LoadBlame Blame(LoadCase test) => test switch
    {
        { Figures.Report.Throttled: > 0 } or { Figures.PausedUntil.Ticks: > 0 } => LoadBlame.Throttled,
        { OursLeftOut: true } => LoadBlame.Generator,
        _ when ErrorRow.Of(test).State is CheckState.Failed => LoadBlame.Errors,
        { HospitalHeldUs: true } => LoadBlame.SlowedDown,
        _ when Enum.GetValues<LoadKind>().Any(kind => LatencyRow.IsSlow(test, kind)) => test.OursFellShort ? LoadBlame.Generator : LoadBlame.SlowedDown,
        _ => LoadBlame.Nobody,
    };
}
