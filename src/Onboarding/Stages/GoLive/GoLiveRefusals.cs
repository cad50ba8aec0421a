using Onboarding.Evidence;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Plan;

namespace Onboarding.Stages.GoLive;

/// <summary>Every way going live is refused: what happened and what to do.</summary>
public static class GoLiveRefusals
{
    public static readonly Refusal NotRequested = new(
        "approval-not-requested", "Nobody has asked for this approval yet, or the settings changed since. Let the site's owner ask for it.");

    public static readonly Refusal OwnRequest = new(
        "approval-own-request", "You asked for this approval yourself. A second person has to give it.");

    public static readonly Refusal NotApprovers = new("approval-other-role", "Engineers, managers and administrators approve.");

    public static readonly Refusal GatesMoved = new("approval-gates-moved", "A gate moved after you opened the page, so you would approve what you have not seen. Look at the gates below, then approve.");

    public static readonly Refusal DeclineReason = new("decline-reason-needed", "Say why, and what has to change; whoever asked reads it.");

    public static readonly Refusal PlanNeeded = new("plan-needed", "In this environment nobody goes live without a plan. Make the plan first: window, units, contacts.");

    public static readonly Refusal PlanIncomplete = new("plan-incomplete", "An approval is for one window and the units in their order. Complete the plan first.");

    public static readonly Refusal NoWindow = new("no-window", "The plan has no change window yet. Choose one first.");

    public static readonly Refusal NothingScheduled = new("nothing-scheduled", "Nothing is scheduled any more. Look at the page again.");

    public static readonly Refusal JustChanged = new("schedule-changed", "The schedule changed at this very moment. Look at the page again.");

    public static readonly Refusal NobodyToRemind = new("nobody-to-remind", "Nobody here may give the missing approval. An administrator gives somebody the role.");

    public static Refusal RemindedJustNow(string ago) => new("reminded-just-now", $"They were reminded {ago}. Once an hour is enough; call them if it cannot wait.");

    public static Refusal SameRole(string requester) => new(
        "approval-same-role", $"You have the same role as {requester}, who asked. Somebody with another role has to approve.");

    public static Refusal RoleApproved(string other) => new(
        "approval-role-given", $"{other} approved in your role already. The second approval comes from another role.");

    public static Refusal WrongName(string name) => new(
        "name-differs", $"That is not the site's name. Type “{name}” exactly as it stands here, capital letters included.");

    public static Refusal GatesClosed(GateReport report) => new(
        "gates-closed", $"Not every gate is open: {string.Join(" ", report.Shut.Select(gate => gate.Opens))}");

    public static Refusal TooEarly(ChangeWindow window, string zone) => new(
        "window-not-open", $"The window is {window.Words(zone)}. Before that nothing is activated by hand; schedule it, or agree on another window.");

    public static Refusal TooLate(ChangeWindow window, string zone) => new(
        "window-over", $"The last moment to go back was {SiteClock.Words(window.BackBy, zone)}, so nothing is activated in this window any more. Agree on another one.");

    public static Refusal TooShort(string zone, DateTimeOffset from) => new(
        "window-too-near", $"The window began {SiteClock.Words(from, zone)}. Go live by hand while it is open, or choose a later one.");
}
