using System.Globalization;
using EhrAdapters;
using EhrAdapters.Diagnosis;
using Microsoft.EntityFrameworkCore;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Outbound;
using Onboarding.Persistence;
using Onboarding.Runs;
using Onboarding.Sites;

namespace Onboarding.Review;

/// <summary>Reads rows with the living exceptions on them. What is stored of a run stays what it was.</summary>
internal static class Exceptions
{
    internal static async Task<ILookup<SiteId, ReviewDecision>> ExceptionsOfAsync(
        this OnboardingDb db, IReadOnlyCollection<SiteId> sites, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var living = await db.ReviewDecisions.AsNoTracking()
            .Where(row => sites.Contains(row.SiteId) && row.Answer == ReviewAnswer.Excepted && row.EndedAt == null && row.ExpiresAt > now)
            .ToListAsync(cancellationToken);
        return living.ToLookup(row => row.SiteId);
    }

    /// <summary>These runs of one site as they read at this moment.</summary>
    internal static async Task<IReadOnlyList<StageRun>> WithExceptionsAsync(
        this OnboardingDb db, Site site, IReadOnlyList<StageRun> runs, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var exceptions = await db.ExceptionsOfAsync([site.Id], now, cancellationToken);
        return exceptions.Count == 0 ? runs : [.. runs.Select(run => run.With(site, exceptions[site.Id]))];
    }

    /// <summary>The verdicts of those failed runs that an exception concerns.</summary>
    internal static async Task<IReadOnlyDictionary<Guid, CheckState>> VerdictsWithExceptionsAsync(
        this OnboardingDb db, IReadOnlyCollection<Site> sites, IReadOnlyCollection<Guid> failed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (failed.Count == 0)
            return new Dictionary<Guid, CheckState>();
        var exceptions = await db.ExceptionsOfAsync([.. sites.Select(site => site.Id)], now, cancellationToken);
        var concerned = sites.Where(site => exceptions.Contains(site.Id)).ToDictionary(site => site.Id);
        var ids = concerned.Keys.ToList();
        var runs = ids.Count == 0 ? [] : await db.Runs.AsNoTracking().Where(run => ids.Contains(run.SiteId) && failed.Contains(run.Id)).ToListAsync(cancellationToken);
        return runs.ToDictionary(run => run.Id, run => run.With(concerned[run.SiteId], exceptions[run.SiteId]).Verdict!.Value);
    }

    /// <summary>The run as it reads with these exceptions: the same object where none concerns it.</summary>
    internal static StageRun With(this StageRun run, Site site, IEnumerable<ReviewDecision> exceptions)
    {
        if (run.Verdict is not CheckState.Failed)
            return run;
        // Runs from before the answer stay as they were, except the one that was answered.
        var rows = Apply(site, run.Stage, run.Environment, run.Rows, [.. exceptions.Where(one => one.RunId == run.Id || run.FinishedAt >= one.At)]);
        return ReferenceEquals(rows, run.Rows) ? run : run.ReadAs(rows, VerdictOf(rows));
    }

    internal static IReadOnlyList<ResultRow> Apply(Site site, Stage stage, EhrEnvironment? environment, IReadOnlyList<ResultRow> rows, IReadOnlyList<ReviewDecision> exceptions)
    {
        var here = exceptions.Where(one => one.SiteId == site.Id && one.Stage == stage && one.Environment == environment).ToList();
        return here.Count == 0 || !rows.Any(row => Find(site, stage, row, here) is not null) ? rows
            : [.. rows.Select(row => Find(site, stage, row, here) is { } one ? Accepted(site, row, one) : row)];
    }

    /// <summary>The verdict over rows with exceptions. An exception forgives one finding; it proves nothing, so something must have passed.</summary>
    internal static CheckState VerdictOf(IReadOnlyList<ResultRow> rows) =>
        Verdict.Of(rows) is var verdict && verdict is CheckState.Warning && !rows.Any(row => row.State is CheckState.Passed) ? CheckState.CouldNotAssess : verdict;

    // The code and the place, not the fingerprint: another vendor at the same site is another configuration anyway.
    private static ReviewDecision? Find(Site site, Stage stage, ResultRow row, IEnumerable<ReviewDecision> exceptions) =>
        row.State is not CheckState.Failed || ExceptionRules.Never(site, stage, row) is not null ? null
        : exceptions.FirstOrDefault(one => one.Code == row.Code && FailureFingerprint.Place(one.Check) == FailureFingerprint.Place(row.Check));

    private static ResultRow Accepted(Site site, ResultRow row, ReviewDecision one) => row with
    {
        State = CheckState.Warning,
        Accepted = true,
        Message = $"Accepted by {one.ByName} until {AllowList.LastDayOf(one.ExpiresAt!.Value, site).ToString("d MMM yyyy", CultureInfo.InvariantCulture)}: {one.Text}",
        Explanation = string.Join(' ', new[] { row.Message, row.Explanation, $"{one.OwnerName} looks after the exception." }.Where(text => text is { Length: > 0 })),
    };
}
