using Onboarding.Evidence;
using Onboarding.Lifecycle;

namespace Onboarding.Stages.GoLive.Gates;

/// <summary>The gate that other people open: one without a plan, two of two roles with one.</summary>
internal static class ApprovalGate
{
    public static GateResult Of(GateFacts facts)
    {
        var (approval, now) = (facts.Approval, facts.Now);
        var two = approval.Needed > 1;
        var title = two ? "Two approvals" : "A second person approves";
        if (approval.Declined is { } no)
            return Shut(title, GateState.Closed, $"{no.DeclinedBy} declined {Ago.Text(now - no.DeclinedAt!.Value)}: {no.DeclinedFor}", two ? "0 of 2" : null, "Change what was asked for, then ask again.", no.ActorName);
        if (approval.Request is not { } request)
            return Shut(title, GateState.NotEnoughEvidence, $"Nobody has asked for the approval of these settings{(two ? " and this plan" : "")} yet.", two ? "0 of 2" : null,
                two ? "Ask two people of two other roles for their approval." : "Ask a second person with another role for their approval.", facts.Site.OwnerName);
        if (!approval.IsApproved)
            return Shut(title, GateState.NotEnoughEvidence, $"{request.ActorName} asked {Ago.Text(now - request.At)}; {(approval.Given == 0 ? "nobody has approved yet" : $"{approval.Approvals[^1].ActorName} approved")}.",
                two ? $"{approval.Given} of 2" : null,
                two ? "Two people from two roles, none of them the requester nor of the requester's role." : "Let a second person with another role approve.",
                two ? "Engineer, manager or administrator" : "A second person");
        var (oldest, newest) = (approval.Approvals.MinBy(given => given.At)!, approval.Approvals[^1]);
        var ends = oldest.At + Approvals.Life;
        if (facts.Window is { } window && ends < window.From)
            return Shut(title, GateState.NotEnoughEvidence, $"The approval of {oldest.ActorName} lapses {Ago.Span(window.From - ends)} before the window.", two ? $"{approval.Given} of 2" : null, "Ask again nearer to the window, or choose an earlier one.", request.ActorName);
        return new(
            GateCodes.Approval, title, GateState.Open,
            two ? $"{string.Join(" and ", approval.Approvals.Select(given => given.ActorName))} approved what {request.ActorName} asked for."
                : $"{newest.ActorName} ({newest.Role}) approved what {request.ActorName} asked for.",
            two ? $"{approval.Given} of 2" : $"approved {Ago.Text(now - newest.At)}", $"{Ago.Span(ends - now)} left", null, Stage.GoLive);
    }

    private static GateResult Shut(string title, GateState state, string explanation, string? measured, string opens, string who) =>
        new(GateCodes.Approval, title, state, explanation, measured, null, opens, Stage.GoLive) { Who = who };
}
