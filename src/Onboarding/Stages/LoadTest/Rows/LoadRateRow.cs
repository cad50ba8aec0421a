using EhrAdapters.Diagnosis;
using Onboarding.Evidence;

namespace Onboarding.Stages.LoadTest;

/// <summary>Did we ask as often as we meant to? If not: was it our generator, or did the hospital slow us down?</summary>
internal static class LoadRateRow
{
    public static ResultRow Of(LoadCase test)
    {
        var (figures, thresholds, shortfall) = (test.Figures, test.Thresholds, test.Figures.Shortfall);
        var row = new ResultRow
        {
            Code = "LOAD-RATE", Check = "Achieved rate", State = CheckState.CouldNotAssess, Limit = $"at least {LoadWords.Percent(thresholds.AchievedRateFraction)}", Sample = figures.Asked,
            Evidence = [.. Evidence(test)],
        };
        if (figures.Asked == 0)
            return row with { Message = "Not one request was due.", NextStep = "Give the site a peak rate above zero, then test again." };
        var achieved = figures.Report.Sent / (double)figures.Asked;
        row = row with { Measured = $"{achieved * 100:0.#} %", Margin = $"{(achieved - thresholds.AchievedRateFraction) * 100:0.#} points" };
        if (achieved >= thresholds.AchievedRateFraction)
            return row with { State = CheckState.Passed, Message = Sent(figures) };
        return shortfall switch
        {
            _ when shortfall.Late > shortfall.Hospitals => row with
            {
                Owner = FaultOwner.OurService,
                Message = "Our generator could not keep up, so this test says too little about the hospital.",
                NextStep = "Run it again when less is going on here; tell the engineers if it happens again.",
                Retry = RetryAdvice.Now,
            },
            _ when shortfall.Paused > shortfall.Full => row with
            {
                State = CheckState.Failed,
                Owner = FaultOwner.Hospital,
                Message = "The hospital throttled us: it asked us to wait, and what was due meanwhile was not sent.",
                NextStep = "Ask the hospital for its limit per minute, and either raise it or set our cap to it.",
                Retry = RetryAdvice.AfterChange,
            },
            { Hospitals: > 0 } => row with
            {
                State = CheckState.Failed,
                Owner = FaultOwner.Hospital,
                Message = "The hospital slowed down so far that requests piled up and some could not be sent.",
                NextStep = "Ask the hospital to look at its interface server during the time of this test.",
                Retry = RetryAdvice.AfterChange,
            },
            _ => row with
            {
                Owner = FaultOwner.OurConfiguration,
                Message = $"The cap of {test.Cap.PerMinute} a minute left no room for sign-ins and further pages beside the test's own requests.",
                NextStep = "Ask the hospital for a higher cap, or test a lower peak.",
                Retry = RetryAdvice.AfterChange,
            },
        };
    }

    // A late start is no lost request: latency counts from when it was due, so the delay of ours stands in the figures and can only make them worse.
    private static string Sent(LoadFigures figures) => figures.Shortfall.SentLate == 0
        ? $"{figures.Report.Sent} of {figures.Asked} requests were sent when they were due."
        : $"{figures.Report.Sent} of {figures.Asked} requests were sent, {figures.Shortfall.SentLate} of them up to a second late by our own generator, which the latencies include.";

    private static IEnumerable<EvidenceItem> Evidence(LoadCase test)
    {
        var shortfall = test.Figures.Shortfall;
        yield return new("Asked", $"{LoadWords.Rate(test.Figures.Report.TargetPerSecond)} a second");
        yield return new("Cap", $"{test.Cap.PerMinute} a minute, {test.Cap.SetBy}");
        yield return new("Not sent, our generator late", $"{shortfall.Late}");
        yield return new("Sent late by our generator", $"{shortfall.SentLate}");
        yield return new("Not sent, hospital still busy", $"{shortfall.Full}");
        yield return new("Not sent, the hospital asked us to wait", $"{shortfall.Paused}");
        yield return new("Not sent, no room below the cap", $"{shortfall.Capped}");
    }
}
