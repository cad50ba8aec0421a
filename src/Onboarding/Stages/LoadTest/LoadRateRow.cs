using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Sites;

namespace Onboarding.Stages.LoadTest;

/// <summary>Did we ask as often as we meant to? If not: was it our generator, or did the hospital slow us down?</summary>
internal static class LoadRateRow
{
    public static ResultRow Of(LoadFigures figures, Thresholds thresholds)
    {
        var row = new ResultRow
        {
            Code = "LOAD-RATE", Check = "Achieved rate", State = CheckState.CouldNotAssess, Limit = $"at least {thresholds.AchievedRateFraction * 100:0.#} %", Sample = figures.Asked,
            Evidence =
            [
                new("Asked", $"{figures.Report.TargetPerSecond:0.##} a second"),
                new("Not sent, our generator late", $"{figures.DroppedLate}"),
                new("Not sent, hospital still busy", $"{figures.DroppedFull}"),
            ],
        };
        if (figures.Asked == 0)
            return row with { Message = "Not one request was due.", NextStep = "Give the site a peak rate above zero, then test again." };
        var achieved = figures.Report.Sent / (double)figures.Asked;
        row = row with { Measured = $"{achieved * 100:0.#} %", Margin = $"{(achieved - thresholds.AchievedRateFraction) * 100:0.#} points" };
        if (achieved >= thresholds.AchievedRateFraction)
            return row with { State = CheckState.Passed, Message = $"{figures.Report.Sent} of {figures.Asked} requests were sent when they were due." };
        return figures.DroppedLate > figures.DroppedFull
            ? row with
            {
                Owner = FaultOwner.OurService,
                Message = "Our generator could not keep up, so this test says too little about the hospital.",
                NextStep = "Run it again when less is going on here; tell the engineers if it happens again.",
                Retry = RetryAdvice.Now,
            }
            : row with
            {
                State = CheckState.Failed,
                Owner = FaultOwner.Hospital,
                Message = "The hospital slowed down so far that requests piled up and some could not be sent.",
                NextStep = "Ask the hospital to look at its interface server during the time of this test.",
                Retry = RetryAdvice.AfterChange,
            };
    }
}
