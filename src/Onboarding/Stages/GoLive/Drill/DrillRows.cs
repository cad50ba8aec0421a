using EhrAdapters.Diagnosis;
using Onboarding.Evidence;

namespace Onboarding.Stages.GoLive.Drill;

/// <summary>How the parts of a drill read once they have ended.</summary>
public static class DrillRows
{
    public const string OursCode = "DRILL-ACK-OURS";
    public const string HospitalCode = "DRILL-ACK-HOSPITAL";
    public const string WebhookCode = "DRILL-WEBHOOK";
    public const string QueueCode = "DRILL-QUEUE";
    public const string RollBackCode = "DRILL-ROLL-BACK";

    public const string WebhookCheck = "The test alert reaches the webhook";
    public const string QueueCheck = "An outage fills the queue and drains it in order";
    public const string RollBackCheck = "A roll back cuts traffic within a second";

    internal static ResultRow Acknowledgement(FireDrill drill, DrillSide side)
    {
        var (by, at) = drill.Acknowledged(side);
        var took = at - drill.StartedAt;
        var (ours, contact) = (side is DrillSide.Ours, drill.ContactOf(side));
        var row = new ResultRow
        {
            Code = ours ? OursCode : HospitalCode,
            Check = ours ? "Our on-call acknowledges the test alert" : "The hospital acknowledges the test alert",
            State = took <= FireDrill.AcknowledgeWithin ? CheckState.Passed : CheckState.Failed,
            Measured = took is { } after ? $"after {Ago.Exact(after)}" : "not acknowledged",
            Limit = Ago.Span(FireDrill.AcknowledgeWithin),
        };
        if (row.State is CheckState.Passed)
            return row with { Margin = $"{Ago.Exact(FireDrill.AcknowledgeWithin - took!.Value)} left", Message = $"{by} acknowledged it." };
        return row with
        {
            Owner = ours ? FaultOwner.OurService : FaultOwner.Hospital,
            Message = took is null ? $"Nobody acknowledged what {contact.Name} was sent." : $"{by} acknowledged it, but too late.",
            NextStep = ours
                ? $"Look under the mails whether it left, agree with {contact.Name} on a time, and start the drill again."
                : $"Look under the mails whether it left, call {contact.Name}{(contact.Phone is { Length: > 0 } phone ? $" ({phone})" : "")}, agree on a time, and start the drill again.",
        };
    }
}
