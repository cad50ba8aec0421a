using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Sites;

namespace Onboarding.Review;

/// <summary>
/// Tells of exceptions that have run out. Gates need no telling, they stop counting them at that very moment; sites move back,
/// their history says why, and open pages look again.
/// </summary>
public sealed class ExceptionExpiry(IDbContextFactory<OnboardingDb> factory, SiteLifecycle lifecycle, SiteHub hub, TimeProvider time, ILogger<ExceptionExpiry> logger)
    : RepeatedWork(Interval, null, time, logger)
{
    internal static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly TimeProvider time = time;

    public override async Task LookAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = time.GetUtcNow();
        var sites = await db.EndOverdueAsync(now, cancellationToken);
        if (sites.Count == 0)
            return;
        await db.SaveChangesAsync(cancellationToken);
        await db.FollowAsync(lifecycle, sites, Actor.Portal, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        foreach (var site in sites)
            hub.Publish(new(site));
    }
}

internal static class ExceptionFollowing
{
    /// <summary>Closes what has run out and says so in the history; the caller saves. Answers whose exceptions they were.</summary>
    internal static async Task<IReadOnlyList<SiteId>> EndOverdueAsync(this OnboardingDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var over = await db.ReviewDecisions.Where(row => row.Answer == ReviewAnswer.Excepted && row.EndedAt == null && row.ExpiresAt <= now).ToListAsync(cancellationToken);
        foreach (var decision in over)
        {
            decision.EndedAt = now;
            db.Note(decision.SiteId, Actor.Portal, $"Exception ran out: {decision.Check}", now, "bad");
        }

        return [.. over.Select(decision => decision.SiteId).Distinct()];
    }

    /// <summary>Lets sites go where their evidence says after an exception began or ended, except those that are paused.</summary>
    internal static async Task FollowAsync(this OnboardingDb db, SiteLifecycle lifecycle, IReadOnlyCollection<SiteId> ids, Actor by, CancellationToken cancellationToken)
    {
        foreach (var site in await db.Sites.Where(site => ids.Contains(site.Id)).ToListAsync(cancellationToken))
        {
            if (site.State is not (SiteState.OnHold or SiteState.Withdrawn))
                await lifecycle.FollowEvidenceAsync(db, site, by, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
