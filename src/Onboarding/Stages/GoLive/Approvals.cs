using Microsoft.EntityFrameworkCore;
using Onboarding.Persistence;
using Onboarding.Sites;

namespace Onboarding.Stages.GoLive;

/// <summary>Where a site's approval stands. What lapsed or was given for another configuration is not here.</summary>
public sealed record ApprovalStatus(ApprovalRequest? Request, IReadOnlyList<Approval> Approvals)
{
    public bool IsApproved => Approvals.Count > 0;
}

/// <summary>A second person's word that a site may go live, bound to the configuration that they saw.</summary>
public sealed class Approvals(IDbContextFactory<OnboardingDb> factory, SiteHub hub, TimeProvider time)
{
    /// <summary>After this an approval no longer counts.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(30);

    /// <summary>Asks for an approval; asking again for the same configuration is the same request.</summary>
    public async Task<Result<ApprovalRequest>> RequestAsync(SiteId id, Actor by, CancellationToken cancellationToken)
    {
        if (!by.MayWork)
            return Actor.LooksOn;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.Sites.AsNoTracking().SingleOrDefaultAsync(site => site.Id == id, cancellationToken) is not { } site)
            return SiteRefusals.NotFound;
        if ((await db.ApprovalOfAsync(site, time.GetUtcNow(), cancellationToken)).Request is { } asked)
            return asked;
        var now = time.GetUtcNow();
        var request = new ApprovalRequest
        {
            Id = Guid.CreateVersion7(now), SiteId = id, ActorId = by.Id, ActorName = by.Name, Role = by.Role, At = now, Fingerprint = Fingerprints.Of(Lifecycle.Stage.GoLive, site),
        };
        db.ApprovalRequests.Add(request);
        db.Note(id, by, "Asked for the approval to go live", now);
        await db.SaveChangesAsync(cancellationToken);
        hub.Publish(new(id));
        return request;
    }

    /// <summary>Approves the open request, as another person in another role.</summary>
    public async Task<Result<Approval>> ApproveAsync(SiteId id, Actor by, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.Sites.AsNoTracking().SingleOrDefaultAsync(site => site.Id == id, cancellationToken) is not { } site)
            return SiteRefusals.NotFound;
        var now = time.GetUtcNow();
        var status = await db.ApprovalOfAsync(site, now, cancellationToken);
        if (status.Request is not { } request)
            return GoLiveRefusals.NotRequested;
        if (request.ActorId == by.Id)
            return GoLiveRefusals.OwnRequest;
        if (request.Role == by.Role)
            return GoLiveRefusals.SameRole(request.ActorName);
        if (status.Approvals.FirstOrDefault(given => given.ActorId == by.Id) is { } before)
            return before;
        var approval = new Approval
        {
            Id = Guid.CreateVersion7(now), SiteId = id, ActorId = by.Id, ActorName = by.Name, Role = by.Role, At = now, Fingerprint = request.Fingerprint,
        };
        db.Approvals.Add(approval);
        db.Note(id, by, "Approved going live", now, "good");
        await db.SaveChangesAsync(cancellationToken);
        hub.Publish(new(id));
        return approval;
    }

    public async Task<ApprovalStatus> OfAsync(SiteId id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Sites.AsNoTracking().SingleOrDefaultAsync(site => site.Id == id, cancellationToken) is { } site
            ? await db.ApprovalOfAsync(site, time.GetUtcNow(), cancellationToken)
            : new(null, []);
    }
}

internal static class ApprovalReader
{
    /// <summary>The newest request and the approvals that count for it: another person, another role, this configuration, not lapsed.</summary>
    public static async Task<ApprovalStatus> ApprovalOfAsync(this OnboardingDb db, Site site, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (fingerprint, oldest) = (Fingerprints.Of(Lifecycle.Stage.GoLive, site), now - Approvals.Life);
        var request = await db.ApprovalRequests.AsNoTracking()
            .Where(asked => asked.SiteId == site.Id && asked.Fingerprint == fingerprint && asked.At >= oldest)
            .OrderByDescending(asked => asked.At).FirstOrDefaultAsync(cancellationToken);
        if (request is null)
            return new(null, []);
        var given = await db.Approvals.AsNoTracking()
            .Where(approval => approval.SiteId == site.Id && approval.Fingerprint == fingerprint && approval.At >= oldest
                && approval.ActorId != request.ActorId && approval.Role != request.Role)
            .OrderBy(approval => approval.At).ToListAsync(cancellationToken);
        return new(request, given);
    }
}
