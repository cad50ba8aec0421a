using EhrAdapters.Diagnosis;
using Onboarding.Evidence;

namespace Onboarding.Stages.LoadTest;

/// <summary>Whether the hospital came back to its idle speed after the test.</summary>
internal static class RecoveryRow
{
    public static ResultRow Of(LoadCase test)
    {
        var row = new ResultRow { Code = "LOAD-RECOVERY", Check = "Recovery", State = CheckState.CouldNotAssess, Needed = false, Limit = $"{HospitalLooks.Longest.TotalMinutes:0} minutes" };
        if (test.Recovery is not { } recovery)
            return row with { Message = "Nobody looked whether the hospital came back to its speed, because no further request could be sent or none was answered." };
        row = row with { Evidence = [new("Before the test", LoadWords.Milliseconds(recovery.IdleP95)), new("After it", LoadWords.Milliseconds(recovery.AfterP95))] };
        return recovery.Seconds is { } seconds
            ? row with
            {
                State = CheckState.Passed, Measured = $"{seconds:0.#} s", Margin = $"{HospitalLooks.Longest.TotalSeconds - seconds:0} s",
                Message = $"Single reads were as quick as before {(seconds < 1 ? "at once" : $"after {seconds:0} s")}.",
            }
            : row with
            {
                State = CheckState.Failed,
                Measured = $"still {LoadWords.Milliseconds(recovery.AfterP95)}",
                Owner = FaultOwner.Hospital,
                Message = $"The hospital did not come back to its speed: single reads took {LoadWords.Milliseconds(recovery.IdleP95)} before the test and {LoadWords.Milliseconds(recovery.AfterP95)} after it.",
                NextStep = "Ask the hospital whether its interface server is still busy with something from the time of this test.",
                Retry = RetryAdvice.AfterChange,
            };
    }
}
