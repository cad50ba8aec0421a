namespace Onboarding.Stages.GoLive.Ramp;

/// <summary>Every way a ramp or real traffic refuses what a person asks: what happened and what to do.</summary>
public static class RampRefusals
{
    public static readonly Refusal NoRamp = new("ramp-none", "This site is not on a ramp now. Look at the page again: somebody may have moved it.");

    public static readonly Refusal Held = new("ramp-held", "Somebody held this ramp before you. Let it go on first.");

    public static readonly Refusal NotHeld = new("ramp-not-held", "This ramp is not held; it goes on by itself.");

    public static readonly Refusal Busy = new("ramp-busy", "The ramp moved in the same moment. Look at it again and decide anew.");

    public static readonly Refusal NoHypercare = new("hypercare-none", "This site is not in hypercare now. Look at the page again: somebody may have moved it.");

    public static Refusal NotProven(string why) => new("ramp-not-proven", $"The rules do not allow the next step yet. {why}");

    public static Refusal DaysLeft(string when) => new("hypercare-days-left", $"Hypercare lasts until {when}. It cannot end earlier; suspend or roll back if something is wrong.");
}
