using EhrAdapters;

namespace Onboarding.Stages.GoLive.Plan;

/// <summary>Every way a go-live plan is refused: what happened and what to do.</summary>
public static class PlanRefusals
{
    public static readonly Refusal NoConnection = new("plan-no-connection", "A plan is for one environment. Say first how to reach the hospital's EHR.");

    public static readonly Refusal ReasonNeeded = new("plan-reason-needed", "Say why the limits of the ramp change; the reason is kept in the site's history.");

    public static Refusal Wrong(string message) => new("plan-wrong", message);

    public static Refusal Frozen(string why) => new("plan-frozen", why);

    public static Refusal Changed(string by, string when) => new(
        "plan-changed", $"{by} saved this plan {when}, after you opened it. Your entries are still here: load the newest version, compare and save again.");

    public static Refusal OtherEnvironment(EhrEnvironment environment) => new(
        "plan-other-environment", $"The connection leads to {Json.Word(environment)} by now, so this plan would count for nothing. Load the page again.");
}
