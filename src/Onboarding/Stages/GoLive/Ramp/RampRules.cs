using System.Globalization;
using Onboarding.Stages.GoLive.Plan;
using Onboarding.Stages.ValidatePatients;

namespace Onboarding.Stages.GoLive.Ramp;

public enum RampCall
{
    Promote,
    Hold,
    RollBack,
}

/// <summary>Why the rules call what they call.</summary>
public enum RampRule
{
    /// <summary>Enough requests in enough clinic time, and all of them good.</summary>
    Proven,

    /// <summary>Nothing speaks against it, but too little was seen.</summary>
    NotEnoughEvidence,

    /// <summary>Enough was seen, and it was not good enough; not sure enough to go back either.</summary>
    NotGoodEnough,
    IdentityErrors,
    FailedChecks,
    Failing,
    Slow,

    /// <summary>A person decided.</summary>
    Person,
}

/// <summary>What the rules read of the present step.</summary>
/// <param name="Judged">Requests that say something of the hospital: neither our own shortage nor a caller's mistake.</param>
/// <param name="Good">Answered well, for the patient that was asked for.</param>
/// <param name="Verified">Good, and within the latency limit.</param>
/// <param name="IdentityErrors">Answers for somebody else, over the whole ramp.</param>
/// <param name="FailedChecks">Looks in a row that saw new requests and too many bad ones among them.</param>
public sealed record StepFigures(int Judged, int Good, int Verified, int IdentityErrors, int? P99Milliseconds, int WholeDays, int FailedChecks = 0)
{
    public double? SuccessShare => Judged == 0 ? null : (double)Good / Judged;

    /// <summary>At most one answer of a hundred over the limit is what a 99th percentile in the limit says.</summary>
    public double? InLimitShare => Good == 0 ? null : (double)Verified / Good;
}

/// <param name="Missing">What has to be seen yet, each as people say it.</param>
public sealed record RampVerdict(RampCall Call, RampRule Rule, string Sentence, IReadOnlyList<string> Missing);

/// <summary>Promote, hold or roll back, from figures alone.</summary>
public static class RampRules
{
    /// <summary>How sure a regression must be. Every look is another chance to be unlucky, so more than the usual 95 %.</summary>
    public const double Sure = 0.999;

    /// <summary>The share of answers that may not take longer than the limit of the 99th percentile.</summary>
    public const double InLimit = 0.99;

    public static RampVerdict Decide(StepFigures seen, RampLimits limits)
    {
        if (seen.IdentityErrors >= limits.IdentityErrors)
            return Back(RampRule.IdentityErrors, $"{Count(seen.IdentityErrors, "answer was", "answers were")} for another patient than the one asked for; {limits.IdentityErrors} end the ramp.");
        if (seen.FailedChecks >= limits.FailedChecks)
            return Back(RampRule.FailedChecks, $"{seen.FailedChecks} checks in a row saw fewer than {Percent(limits.SuccessShare)} good answers.");
        if (IsSure(seen.Judged - seen.Good, seen.Judged, limits.SuccessShare))
            return Back(RampRule.Failing, $"{seen.Good} of {seen.Judged} answers were good; that is surely fewer than {Percent(limits.SuccessShare)}.");
        if (IsSure(seen.Good - seen.Verified, seen.Good, InLimit))
            return Back(RampRule.Slow, $"{seen.Good - seen.Verified} of {seen.Good} answers took longer than {Milliseconds(limits.P99Milliseconds)}; that is surely more than 1 %.");
        return Lacking(seen, limits) is { Count: > 0 } lacking
            ? new(RampCall.Hold, RampRule.NotEnoughEvidence, $"Not enough evidence yet: {string.Join(", ", lacking)}.", lacking)
            : Wanting(seen, limits) is { Count: > 0 } wanting
                ? new(RampCall.Hold, RampRule.NotGoodEnough, $"Not good enough to go on, not surely bad enough to go back: {string.Join(", ", wanting)}.", wanting)
                : new(RampCall.Promote, RampRule.Proven, $"{Count(seen.Verified, "verified request", "verified requests")} in {Count(seen.WholeDays, "whole clinic day", "whole clinic days")}: proven.", []);
    }

    /// <summary>True where the newest requests of a check were not good enough.</summary>
    public static bool FailsCheck(int judged, int good, RampLimits limits) => judged > 0 && (double)good / judged < limits.SuccessShare;

    /// <summary>The exact lower bound of the bad share lies above what is allowed.</summary>
    public static bool IsSure(int bad, int all, double goodShare) =>
        bad > 0 && (double)bad / all > 1 - goodShare && BinomialBound.Lower(bad, all, Sure) > 1 - goodShare;

    private static List<string> Lacking(StepFigures seen, RampLimits limits) =>
    [
        .. seen.Verified < limits.VerifiedPerStep ? [$"{seen.Verified} of {limits.VerifiedPerStep} verified requests"] : Array.Empty<string>(),
        .. seen.WholeDays < limits.ClinicDaysPerStep ? [$"{seen.WholeDays} of {Count(limits.ClinicDaysPerStep, "whole clinic day", "whole clinic days")}"] : Array.Empty<string>(),
    ];

    private static List<string> Wanting(StepFigures seen, RampLimits limits) =>
    [
        .. seen.SuccessShare < limits.SuccessShare ? [$"{seen.Good} of {seen.Judged} answers were good, and {Percent(limits.SuccessShare)} are needed"] : Array.Empty<string>(),
        .. seen.InLimitShare < InLimit ? [$"the slowest answers take {Milliseconds(seen.P99Milliseconds ?? 0)} (p99), and {Milliseconds(limits.P99Milliseconds)} is the limit"] : Array.Empty<string>(),
    ];

    private static RampVerdict Back(RampRule rule, string sentence) => new(RampCall.RollBack, rule, sentence, []);

    private static string Count(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.##} %");

    private static string Milliseconds(int milliseconds) => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:N0} ms");
}
