using EhrAdapters.Diagnosis;
using Onboarding.Evidence;

namespace Onboarding.Stages.LoadTest;

/// <summary>What the hospital bears, beside what the site needs.</summary>
internal static class CapacityRow
{
    public static ResultRow Of(LoadCase test)
    {
        var row = new ResultRow { Code = "LOAD-CAPACITY", Check = "Capacity", State = CheckState.CouldNotAssess, Needed = false, Limit = $"{LoadWords.Rate(test.Load.PeakRequestsPerMinute * 1.5 / 60)} a second" };
        if (test.Figures.Report.Capacity is not { } capacity)
            return row with { Message = "No rate was held long enough within the limits to say what the hospital bears.", NextStep = "Run a test that climbs in steps, so that each rate is held for a while." };
        var margin = capacity.HeldPerSecond - capacity.NeededPerSecond;
        row = row with
        {
            Measured = $"{(capacity.AtLeast ? "at least " : "")}{LoadWords.Rate(capacity.HeldPerSecond)} a second",
            Margin = $"{LoadWords.Rate(margin)} a second",
            Message = $"Holds {(capacity.AtLeast ? "at least " : "")}{LoadWords.Rate(capacity.HeldPerSecond)} requests a second at p95 {capacity.P95 / 1000:0.##} s; this site needs {LoadWords.Rate(capacity.NeededPerSecond)}.",
        };
        // Rates are rounded to hundredths.
        if (margin > -0.01)
            return row with { State = CheckState.Passed };
        if (capacity.AtLeast)
            return row with { NextStep = "The test never asked for more. Let it climb to the cap, or ask the hospital for a higher cap, to know the limit." };
        return row with
        {
            State = test.OursFellShort ? CheckState.CouldNotAssess : CheckState.Failed,
            Owner = FaultOwner.Hospital,
            NextStep = "Ask the hospital for more room on the interface server, or agree on a lower peak and test again.",
            Retry = RetryAdvice.AfterChange,
        };
    }
}
