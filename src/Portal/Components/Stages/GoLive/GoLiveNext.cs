using Onboarding;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Stages.GoLive;
using Onboarding.Stages.GoLive.Plan;
using Onboarding.Stages.GoLive.Schedule;
using Portal.Components.Stages.GoLive.Approving;

namespace Portal.Components.Stages.GoLive;

/// <summary>What has to be done next on the way to live.</summary>
public enum GoLiveStep
{
    /// <summary>Nobody goes live here without a plan.</summary>
    MakePlan,

    /// <summary>A gate is opened in the plan.</summary>
    CompletePlan,

    /// <summary>A gate is opened elsewhere.</summary>
    OpenGate,
    AskApproval,
    Approve,

    /// <summary>Others have to approve, and the person who looks may press them.</summary>
    Remind,
    Schedule,

    /// <summary>It is scheduled; the portal begins by itself.</summary>
    Wait,
    Activate,
}

/// <summary>The one next step for the person who looks, and the gate that it is about.</summary>
public sealed record GoLiveNext(GoLiveStep Step, GateResult? Gate = null)
{
    public static GoLiveNext Of(GateReport gates, ApprovalStatus approval, GoLivePlan? plan, GoLiveSchedule? waiting, Actor me, DateTimeOffset now)
    {
        var before = plan?.Content.Window is { } window && now < window.From;
        if (gates.Shut.FirstOrDefault(gate => gate.Code == GateCodes.Plan) is { } none)
            return new(GoLiveStep.MakePlan, none);
        if (gates.Shut.FirstOrDefault(gate => gate.Code != GateCodes.Approval && !(before && Schedules.RenewsItself(gate))) is { } shut)
            return new(shut.Part is null ? GoLiveStep.OpenGate : GoLiveStep.CompletePlan, shut);
        if (approval.Request is null)
            return new(GoLiveStep.AskApproval);
        if (!approval.IsApproved)
            return new(plan is not null && me.MayWork && ApproverWords.WhyNot(approval, me) is not null ? GoLiveStep.Remind : GoLiveStep.Approve);
        if (gates.Shut.FirstOrDefault(gate => gate.Code == GateCodes.Approval) is { } late)
            return new(GoLiveStep.CompletePlan, late with { Part = PlanPart.Window });
        return new(waiting is not null ? GoLiveStep.Wait : before ? GoLiveStep.Schedule : GoLiveStep.Activate);
    }
}

/// <summary>What the head of the page says.</summary>
public static class GoLiveWords
{
    public static string Title(string site, GateReport gates, ChangeWindow? window, GoLiveSchedule? waiting, DateTimeOffset now)
    {
        var shut = gates.Shut.Where(gate => waiting is null || !Schedules.RenewsItself(gate)).ToList();
        var opens = window is null ? "" : $" {Opens(window, now)}";
        return shut.Count switch
        {
            0 when waiting is not null => $"{site} goes live by itself in {Ago.Exact(waiting.From > now ? waiting.From - now : TimeSpan.Zero)}.",
            0 => $"Every gate is open. {site} can go live.{opens}",
            1 => $"One gate is not open yet.{opens}",
            var count => $"{count} gates are not open yet.{opens}",
        };
    }

    /// <summary>When the window opens or how long it is open.</summary>
    public static string Opens(ChangeWindow window, DateTimeOffset now) =>
        now < window.From ? $"The window opens in {Ago.Exact(window.From - now)}."
        : now < window.BackBy ? $"The window is open for {Ago.Exact(window.BackBy - now)} more."
        : "The window is over.";

    /// <summary>The step in a few words.</summary>
    public static string Action(GoLiveNext next) => next.Step switch
    {
        GoLiveStep.MakePlan => "Make a plan",
        GoLiveStep.CompletePlan => $"Complete the plan: {Lower(next.Gate!.Title)}",
        GoLiveStep.OpenGate => $"Open “{next.Gate!.Title}”",
        GoLiveStep.AskApproval => "Ask for approval",
        GoLiveStep.Approve or GoLiveStep.Remind => "Get the missing approval",
        GoLiveStep.Schedule => "Schedule the go-live",
        GoLiveStep.Wait => "Wait for the window",
        GoLiveStep.Activate => "Go live",
    };

    private static string Lower(string title) => char.ToLowerInvariant(title[0]) + title[1..];

    public static string Lead(GoLiveNext next, string site, ApprovalStatus approval, GoLivePlan? plan) => next.Step switch
    {
        GoLiveStep.MakePlan => $"{next.Gate!.Explanation} {next.Gate.Opens}",
        GoLiveStep.CompletePlan => $"“{next.Gate!.Title}”: {next.Gate.Explanation} {next.Gate.Opens}",
        GoLiveStep.OpenGate => $"“{next.Gate!.Title}” is not proven. {next.Gate.Explanation} {next.Gate.Opens}",
        GoLiveStep.AskApproval when approval.Declined is { } no => $"{no.DeclinedBy} declined: {no.DeclinedFor} Change what was asked for, then ask again.",
        GoLiveStep.AskApproval when plan is not null => "All evidence is there. Two people of two other roles have to agree before real traffic flows.",
        GoLiveStep.AskApproval => "All evidence is there. Somebody with another role than yours has to agree before real traffic flows.",
        GoLiveStep.Approve => $"{approval.Request!.ActorName} asked for it. Look at the gates below: the approval is for exactly these settings{(plan is null ? "" : ", this window and these units")}.",
        GoLiveStep.Remind => $"{site} starts with one unit and grows only while the evidence holds. {(approval.Given == 0 ? "Two approvals are" : "The second approval is")} missing and needs a person.",
        GoLiveStep.Schedule => "At the beginning of the window every gate is read once more and the portal goes live by itself, with one unit first. An hour before, it tests the connection.",
        GoLiveStep.Wait => "An hour before, the portal tests the connection. When a gate is closed then, it calls the go-live off, activates nothing and tells both sides.",
        GoLiveStep.Activate when plan is not null => $"You type the site’s name, every gate is read once more, and real traffic of {PlanWords.Words(plan.Content.Units.Take(1).ToList())} is on.",
        GoLiveStep.Activate => "You type the site’s name, every gate is read once more, and real traffic is on.",
    };
}
