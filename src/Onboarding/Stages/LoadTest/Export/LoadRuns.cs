using Microsoft.EntityFrameworkCore;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Review;
using Onboarding.Runs;
using Onboarding.Sites;

namespace Onboarding.Stages.LoadTest.Export;

/// <summary>A finished load test with its site.</summary>
public sealed record LoadRunView(Site Site, StageRun Run, LoadReport Report);

/// <summary>Finds finished load tests: one for its files, earlier ones to hold it against.</summary>
public sealed class LoadRuns(IDbContextFactory<OnboardingDb> factory, TimeProvider time)
{
    /// <param name="runId">The newest finished test where null.</param>
    /// <returns>Null where there is no such site or no such finished test at it.</returns>
    public async Task<LoadRunView?> FindAsync(string slug, Guid? runId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.Sites.AsNoTracking().SingleOrDefaultAsync(site => site.Slug == slug, cancellationToken) is not { } site)
            return null;
        var run = await Finished(db, site.Id).Where(run => runId == null || run.Id == runId).OrderByDescending(run => run.Number).FirstOrDefaultAsync(cancellationToken);
        return run?.Detail is LoadReport report ? new(site, (await db.WithExceptionsAsync(site, [run], time.GetUtcNow(), cancellationToken))[0], report) : null;
    }

    /// <summary>The finished tests of the same environment before this one, the newest first.</summary>
    public async Task<IReadOnlyList<RunSummary>> BeforeAsync(StageRun run, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await Before(db, run).OrderByDescending(earlier => earlier.Number)
            .Select(earlier => new RunSummary(earlier.Id, earlier.SiteId, earlier.Stage, earlier.Number, earlier.Status, earlier.Verdict, earlier.QueuedAt, earlier.FinishedAt)).ToListAsync(cancellationToken);
    }

    /// <summary>Null where the other is no earlier test of the same environment, or kept no figures.</summary>
    public async Task<LoadComparison?> CompareAsync(StageRun run, Guid other, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await Before(db, run).SingleOrDefaultAsync(earlier => earlier.Id == other, cancellationToken) is { Detail: LoadReport before } then && run.Detail is LoadReport now
            ? LoadComparison.Of(new(then.Id, then.SiteId, then.Stage, then.Number, then.Status, then.Verdict, then.QueuedAt, then.FinishedAt), before, now)
            : null;
    }

    private static IQueryable<StageRun> Finished(OnboardingDb db, SiteId site) =>
        db.Runs.AsNoTracking().Where(run => run.SiteId == site && run.Stage == Stage.LoadTest && run.Status == RunStatus.Finished);

    private static IQueryable<StageRun> Before(OnboardingDb db, StageRun run) =>
        Finished(db, run.SiteId).Where(earlier => earlier.Number < run.Number && earlier.Environment == run.Environment);
}
