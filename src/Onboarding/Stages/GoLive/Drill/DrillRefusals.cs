using Onboarding.Lifecycle;

namespace Onboarding.Stages.GoLive.Drill;

public static class DrillRefusals
{
    public static readonly Refusal NotFound = new("drill-not-found", "There is no such fire drill.");

    public static readonly Refusal Over = new("drill-over", "This fire drill has ended. Start another one.");

    public static Refusal Busy(string by) => new("drill-in-flight", $"{by} is holding a fire drill at this site right now. Let it end, or stop it.");

    public static Refusal NotNow(SiteState state) => new(
        "drill-not-now", state.HasGoneLive() ? "This site has real traffic already; a fire drill is held before the first." : $"The site is at “{state.Title()}”. A fire drill is held once it has reached “Go live”.");

    public static Refusal Nobody(bool ours, bool hospital) => new("drill-nobody", (ours, hospital) switch
    {
        (true, true) => "The go-live plan names nobody with a mail address on either side. Write the on-call person and the hospital’s interface analyst into it.",
        (true, false) => "The go-live plan names nobody of ours with a mail address. Write the on-call person into it.",
        _ => "The go-live plan names nobody at the hospital with a mail address. Write the interface analyst into it.",
    });

    public static Refusal TooSoon(string name) => new("drill-reminded", $"{name} was written to less than two minutes ago. Call instead, or wait a moment.");
}
