using Microsoft.EntityFrameworkCore;
using Onboarding.Persistence;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Plan;

namespace Onboarding.Stages.GoLive;

/// <summary>Where a site's approval stands. What lapsed, was declined or was given for another configuration or plan is not here.</summary>
public sealed record ApprovalStatus(ApprovalRequest? Request, IReadOnlyList<Approval> Approvals)
{
    public static readonly ApprovalStatus None = new(null, []);

    /// <summary>People of as many different roles.</summary>
    public int Needed { get; init; } = 1;

    /// <summary>The newest request, where somebody said no to it.</summary>
    public ApprovalRequest? Declined { get; init; }

    /// <summary>What was asked and answered about the newest request, oldest first.</summary>
    public IReadOnlyList<ApprovalComment> Comments { get; init; } = [];

    public int Given => Approvals.Select(approval => approval.Role).Distinct().Count();

    public bool IsApproved => Given >= Needed;

    /// <summary>Why this person cannot approve or decline; null where they can.</summary>
    public Refusal? Refuses(Actor by) => Request switch
    {
        null => GoLiveRefusals.NotRequested,
        var asked when asked.ActorId == by.Id => GoLiveRefusals.OwnRequest,
        var asked when asked.Role == by.Role => GoLiveRefusals.SameRole(asked.ActorName),
        _ when Needed > 1 && by.Role is not (Roles.Engineer or Roles.Manager or Roles.Administrator) => GoLiveRefusals.NotApprovers,
        _ when Needed > 1 && Approvals.FirstOrDefault(given => given.Role == by.Role && given.ActorId != by.Id) is { } same => GoLiveRefusals.RoleApproved(same.ActorName),
        _ => null,
    };
}

internal static class ApprovalReader
{
    /// <summary>The newest request and the approvals that count for it: another person, another role, this configuration and plan, not lapsed.</summary>
    public static async Task<ApprovalStatus> ApprovalOfAsync(this OnboardingDb db, Site site, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var plan = await db.PlanOfAsync(site, cancellationToken);
        var (mark, oldest, needed) = (PlanMark.Of(site, plan), now - Approvals.Life, plan is null ? 1 : 2);
        var request = await db.ApprovalRequests.AsNoTracking()
            .Where(asked => asked.SiteId == site.Id && asked.Fingerprint == mark && asked.At >= oldest)
            .OrderByDescending(asked => asked.At).FirstOrDefaultAsync(cancellationToken);
        if (request is null)
            return ApprovalStatus.None with { Needed = needed };
        var comments = await db.ApprovalComments.AsNoTracking().Where(comment => comment.RequestId == request.Id).OrderBy(comment => comment.At).ToListAsync(cancellationToken);
        if (request.DeclinedAt is not null)
            return ApprovalStatus.None with { Needed = needed, Declined = request, Comments = comments };
        var given = await db.Approvals.AsNoTracking()
            .Where(approval => approval.SiteId == site.Id && approval.Fingerprint == mark && approval.At >= oldest && (approval.RequestId == null || approval.RequestId == request.Id)
                && approval.ActorId != request.ActorId && approval.Role != request.Role)
            .OrderBy(approval => approval.At).ToListAsync(cancellationToken);
        return new(request, given) { Needed = needed, Comments = comments };
    }
}
