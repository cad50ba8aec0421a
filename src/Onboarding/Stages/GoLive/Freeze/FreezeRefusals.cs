namespace Onboarding.Stages.GoLive.Freeze;

/// <summary>Every way the freeze calendar says no.</summary>
public static class FreezeRefusals
{
    public static readonly Refusal AdministratorsOnly = new("administrators-only", "Only an administrator may freeze changes or end a freeze. Ask one, with the reason.");

    public static readonly Refusal ReasonNeeded = new("freeze-reason-needed", "Say why nothing may change on these days; whoever wanted a window then reads it.");

    public static readonly Refusal ReasonTooLong = new("freeze-reason-long", $"Say it in at most {Freezes.LongestReason} characters.");

    public static readonly Refusal DaysTurned = new("freeze-days-turned", "The last day is before the first.");

    public static readonly Refusal Past = new("freeze-past", "These days are over. Choose days to come.");

    public static readonly Refusal TooLong = new("freeze-too-long", $"At most {Freezes.MostDays} days at a time; a longer freeze is no freeze but a decision about the site.");

    public static readonly Refusal Gone = new("freeze-gone", "This freeze has ended already.");
}
