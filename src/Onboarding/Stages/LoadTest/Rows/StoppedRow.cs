using EhrAdapters.Diagnosis;
using Onboarding.Evidence;

namespace Onboarding.Stages.LoadTest;

/// <summary>Whether the test ran to its end, or stopped by itself.</summary>
internal static class StoppedRow
{
    public static ResultRow Of(LoadCase test)
    {
        var report = test.Figures.Report;
        var row = new ResultRow
        {
            Code = "LOAD-ABORTED", Check = "Run to the end", State = CheckState.Passed, Sample = report.Completed,
            Limit = $"{test.Schedule.End.TotalSeconds:0} s", Measured = $"{report.ElapsedSeconds:0} s",
        };
        if (report.StoppedBecause is not { } reason)
            return row with { Message = "The test ran as long as planned." };
        return row with
        {
            State = CheckState.Failed,
            Measured = $"stopped after {report.ElapsedSeconds:0} s",
            Owner = test.Figures.Faults.Count > 0 ? test.Figures.Faults[0].Finding.Owner : FaultOwner.Hospital,
            Message = $"The test stopped by itself so as not to harm the hospital. {reason}",
            NextStep = "Talk to the hospital before the next test; the rows above say what it should look at.",
            Retry = RetryAdvice.AfterChange,
        };
    }
}
