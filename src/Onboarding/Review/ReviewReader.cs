using Microsoft.EntityFrameworkCore;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Sites;

namespace Onboarding.Review;

/// <summary>What the pages read of the review.</summary>
public sealed class ReviewReader(IDbContextFactory<OnboardingDb> factory, SiteQueries sites, TimeProvider time)
{
    public async Task<ReviewQueue> ReadAsync(CancellationToken cancellationToken)
    {
        var reports = await sites.FailedReportsAsync(cancellationToken);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var decisions = await db.ReviewDecisions.AsNoTracking().OrderByDescending(row => row.At).ToListAsync(cancellationToken);
        var assigned = await db.ReviewAssignments.AsNoTracking().ToDictionaryAsync(row => row.Fingerprint, cancellationToken);
        var comments = (await db.ReviewComments.AsNoTracking().OrderBy(row => row.At).ToListAsync(cancellationToken)).ToLookup(row => row.Fingerprint);
        var sent = decisions.Select(row => row.LetterId).OfType<Guid>().ToList();
        var denied = (await db.Letters.AsNoTracking().Where(letter => sent.Contains(letter.Id)).ToListAsync(cancellationToken))
            .Where(letter => letter.Answers is [.., { Outcome: LetterOutcome.NotTheirFault }]).Select(letter => letter.Id).ToHashSet();
        var before = decisions.ToLookup(row => row.Fingerprint);
        var now = time.GetUtcNow();
        var living = decisions.Where(row => row.LivesAt(now)).ToList();
        var ids = living.Select(row => row.SiteId).ToHashSet();
        var named = await db.Sites.AsNoTracking().Where(site => ids.Contains(site.Id)).ToDictionaryAsync(site => site.Id, cancellationToken);
        return new(
            [.. ReviewQueue.Group(reports, decisions, denied).Select(group => new ReviewGroup(group.Key, [.. group], assigned.GetValueOrDefault(group.Key), [.. comments[group.Key]], [.. before[group.Key]]))],
            [.. living.OrderBy(row => row.ExpiresAt).Select(row => new LivingException(named[row.SiteId], row))],
            Count(decisions));
    }

    /// <summary>The instructions to the CSM about this very run that nobody has marked done, the oldest first.</summary>
    public async Task<IReadOnlyList<ReviewDecision>> ReturnedAsync(SiteId site, Guid newestRun, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.ReviewDecisions.AsNoTracking()
            .Where(row => row.SiteId == site && row.RunId == newestRun && row.Answer == ReviewAnswer.Returned && row.EndedAt == null)
            .OrderBy(row => row.At).ToListAsync(cancellationToken);
    }

    internal static IReadOnlyList<OverruleCount> Count(IEnumerable<ReviewDecision> decisions) =>
    [
        .. decisions.GroupBy(row => (row.Code, Place: FailureFingerprint.Place(row.Check)))
            .Select(rule => new OverruleCount(
                rule.Key.Code, rule.First().Check,
                rule.Count(row => row.Answer is ReviewAnswer.Excepted),
                rule.Count(row => row.Answer is ReviewAnswer.Returned),
                rule.Count(row => row.Answer is ReviewAnswer.Sent)))
            .OrderByDescending(rule => rule.Excepted).ThenByDescending(rule => rule.Returned + rule.Sent).ThenBy(rule => rule.Code, StringComparer.Ordinal),
    ];
}
