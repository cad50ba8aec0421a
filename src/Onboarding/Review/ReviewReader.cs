using Microsoft.EntityFrameworkCore;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Review.Changes;
using Onboarding.Sites;

namespace Onboarding.Review;

/// <summary>What the pages read of the review: of the answers only those that are shown or counted.</summary>
public sealed class ReviewReader(IDbContextFactory<OnboardingDb> factory, SiteQueries sites, TimeProvider time)
{
    private static readonly TimeSpan Today = TimeSpan.FromHours(24);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    public async Task<ReviewQueue> ReadAsync(CancellationToken cancellationToken)
    {
        var reports = await sites.FailedReportsAsync(cancellationToken);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var runs = reports.Select(report => report.Run.Id).ToList();
        var groups = ReviewQueue.Group(reports, await db.AnsweredAsync(runs, cancellationToken)).ToList();
        var open = groups.ConvertAll(group => group.Key);
        var assigned = await db.ReviewAssignments.AsNoTracking().Where(row => open.Contains(row.Fingerprint)).ToDictionaryAsync(row => row.Fingerprint, cancellationToken);
        var comments = (await db.ReviewComments.AsNoTracking().Where(row => open.Contains(row.Fingerprint)).OrderBy(row => row.At).ToListAsync(cancellationToken)).ToLookup(row => row.Fingerprint);
        var before = (await db.ReviewDecisions.AsNoTracking().Where(row => open.Contains(row.Fingerprint)).OrderByDescending(row => row.At).ToListAsync(cancellationToken)).ToLookup(row => row.Fingerprint);
        var proposals = (await db.MappingProposals.AsNoTracking().Where(row => runs.Contains(row.RunId) && row.State != ProposalState.Replaced).OrderByDescending(row => row.At).ToListAsync(cancellationToken)).ToLookup(row => row.Fingerprint);
        var now = time.GetUtcNow();
        return new(
            [.. groups.Select(group => new ReviewGroup(group.Key, [.. group], assigned.GetValueOrDefault(group.Key), [.. comments[group.Key]], [.. before[group.Key]]) { Proposals = [.. proposals[group.Key]] })],
            await LivingAsync(db, now, cancellationToken),
            await CountAsync(db, cancellationToken))
        {
            Pace = await PaceAsync(db, now, cancellationToken),
        };
    }

    /// <summary>The instructions to the CSM about this very run that nobody has marked done, the oldest first.</summary>
    public async Task<IReadOnlyList<ReviewDecision>> ReturnedAsync(SiteId site, Guid newestRun, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.ReviewDecisions.AsNoTracking()
            .Where(row => row.SiteId == site && row.RunId == newestRun && row.Answer == ReviewAnswer.Returned && row.EndedAt == null)
            .OrderBy(row => row.At).ToListAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<LivingException>> LivingAsync(OnboardingDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var living = await db.ReviewDecisions.AsNoTracking()
            .Where(row => row.Answer == ReviewAnswer.Excepted && row.EndedAt == null && row.ExpiresAt > now).OrderBy(row => row.ExpiresAt).ToListAsync(cancellationToken);
        var ids = living.Select(row => row.SiteId).Distinct().ToList();
        var named = await db.Sites.AsNoTracking().Where(site => ids.Contains(site.Id)).ToDictionaryAsync(site => site.Id, cancellationToken);
        return [.. living.Select(row => new LivingException(named[row.SiteId], row))];
    }

    private static async Task<IReadOnlyList<OverruleCount>> CountAsync(OnboardingDb db, CancellationToken cancellationToken)
    {
        var counted = await db.ReviewDecisions.GroupBy(row => new { row.Code, row.Check, row.Answer })
            .Select(rule => new Given(rule.Key.Code, rule.Key.Check, rule.Key.Answer, rule.Count())).ToListAsync(cancellationToken);
        return
        [
            .. counted.GroupBy(row => (row.Code, Place: FailureFingerprint.Place(row.Check)))
                .Select(rule => new OverruleCount(
                    rule.Key.Code, rule.First().Check, Sum(rule, ReviewAnswer.Excepted), Sum(rule, ReviewAnswer.Returned), Sum(rule, ReviewAnswer.Sent),
                    Sum(rule, ReviewAnswer.Proposed) + Sum(rule, ReviewAnswer.Corrected)))
                .OrderByDescending(rule => rule.Excepted).ThenByDescending(rule => rule.Returned + rule.Sent + rule.Changed).ThenBy(rule => rule.Code, StringComparer.Ordinal),
        ];
    }

    private static int Sum(IEnumerable<Given> rule, ReviewAnswer answer) => rule.Where(row => row.Answer == answer).Sum(row => row.Times);

    private static async Task<ReviewPace> PaceAsync(OnboardingDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var week = now - Week;
        var given = await db.ReviewDecisions.Where(row => row.At > week)
            .Join(db.Runs, row => row.RunId, run => run.Id, (row, run) => new { row.RunId, row.Fingerprint, row.At, run.FinishedAt }).ToListAsync(cancellationToken);
        var today = given.Where(row => row.At > now - Today).ToList();
        var waited = given.Where(row => row.FinishedAt is not null).Select(row => row.At - row.FinishedAt!.Value).Order().ToList();
        return new(today.Select(row => row.RunId).Distinct().Count(), today.Select(row => row.Fingerprint).Distinct().Count(), Median(waited));
    }

    private static TimeSpan? Median(List<TimeSpan> sorted) =>
        sorted.Count == 0 ? null : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;

    private sealed record Given(string Code, string Check, ReviewAnswer Answer, int Times);
}

internal static class ReviewAnswered
{
    /// <summary>The failures of these runs that somebody else has to move: returned to the CSM, or sent to a hospital that does not deny the fault.</summary>
    internal static async Task<IReadOnlySet<(Guid Run, string Fingerprint)>> AnsweredAsync(this OnboardingDb db, IReadOnlyCollection<Guid> runs, CancellationToken cancellationToken)
    {
        var given = await db.ReviewDecisions.AsNoTracking()
            .Where(row => runs.Contains(row.RunId) && (row.Answer == ReviewAnswer.Returned || row.Answer == ReviewAnswer.Sent)).ToListAsync(cancellationToken);
        var sent = given.Select(row => row.LetterId).OfType<Guid>().ToList();
        var letters = sent.Count == 0 ? [] : await db.Letters.AsNoTracking().Where(letter => sent.Contains(letter.Id)).ToListAsync(cancellationToken);
        var denied = letters.Where(letter => letter.Answers is [.., { Outcome: LetterOutcome.NotTheirFault }]).Select(letter => letter.Id).ToHashSet();
        return given.Where(one => one.Answer is ReviewAnswer.Returned || (one.LetterId is { } letter && !denied.Contains(letter))).Select(one => (one.RunId, one.Fingerprint)).ToHashSet();
    }
}
