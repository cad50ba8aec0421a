using Onboarding.Sites;

namespace Portal.Components.Stages.LoadTest;

/// <summary>The limits that a load test is judged by, as fields.</summary>
public static class LoadTestLimits
{
    private const int Longest = ThresholdRules.LongestMilliseconds, Most = ThresholdRules.MostSamples;

    public static readonly IReadOnlyList<LimitField> Fields =
    [
        LimitField.Count(nameof(Thresholds.ReadP95Milliseconds), "Reads, p95, in ms", "95 of 100 reads come at least this fast.", " ms", 1, Longest, limits => limits.ReadP95Milliseconds, (limits, value) => limits with { ReadP95Milliseconds = value }),
        LimitField.Count(nameof(Thresholds.ReadP99Milliseconds), "Reads, p99, in ms", "99 of 100 reads do.", " ms", 1, Longest, limits => limits.ReadP99Milliseconds, (limits, value) => limits with { ReadP99Milliseconds = value }),
        LimitField.Count(nameof(Thresholds.TokenP95Milliseconds), "Sign-in, p95, in ms", "For a fresh token.", " ms", 1, Longest, limits => limits.TokenP95Milliseconds, (limits, value) => limits with { TokenP95Milliseconds = value }),
        LimitField.Count(nameof(Thresholds.SearchP95Milliseconds), "Searches, p95, in ms", "Look-ups and clinical records.", " ms", 1, Longest, limits => limits.SearchP95Milliseconds, (limits, value) => limits with { SearchP95Milliseconds = value }),
        LimitField.Count(nameof(Thresholds.SearchP99Milliseconds), "Searches, p99, in ms", "99 of 100 searches come at least this fast.", " ms", 1, Longest, limits => limits.SearchP99Milliseconds, (limits, value) => limits with { SearchP99Milliseconds = value }),
        LimitField.Share(nameof(Thresholds.AchievedRateFraction), "Asked rate reached, %", "Below, the test is not what it was to be.", 50, 100, limits => limits.AchievedRateFraction, (limits, value) => limits with { AchievedRateFraction = value }),
        LimitField.Share(nameof(Thresholds.ErrorRateFail), "Errors fail at, %", "Of all answers.", 0.01, 5, limits => limits.ErrorRateFail, (limits, value) => limits with { ErrorRateFail = value }),
        LimitField.Share(nameof(Thresholds.ErrorRateWarn), "Errors warn at, %", "From here up to the failure.", 0, 5, limits => limits.ErrorRateWarn, (limits, value) => limits with { ErrorRateWarn = value }),
        LimitField.Count(nameof(Thresholds.SamplesForP95), "Answers for p95 at least", "Fewer prove too little.", "", 20, Most, limits => limits.SamplesForP95, (limits, value) => limits with { SamplesForP95 = value }),
        LimitField.Count(nameof(Thresholds.SamplesForP99), "Answers for p99 at least", "Fewer prove too little.", "", 100, Most, limits => limits.SamplesForP99, (limits, value) => limits with { SamplesForP99 = value }),
    ];
}
