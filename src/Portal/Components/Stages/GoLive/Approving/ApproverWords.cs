using Onboarding;
using Onboarding.Stages.GoLive;

namespace Portal.Components.Stages.GoLive.Approving;

/// <summary>Why the person who looks cannot be the one who approves.</summary>
public static class ApproverWords
{
    /// <summary>Null where they can, or where nobody has asked.</summary>
    public static string? WhyNot(ApprovalStatus status, Actor me) => status.Request switch
    {
        null => null,
        var asked when asked.ActorId == me.Id => "You asked for it, so a second person has to approve.",
        _ when status.Approvals.Any(given => given.ActorId == me.Id) => "You have approved already; the other approval is missing.",
        _ when me.Role == Roles.CustomerSuccess => GoLiveRefusals.NotApprovers.Message,
        _ => status.Refuses(me)?.Message,
    };
}
