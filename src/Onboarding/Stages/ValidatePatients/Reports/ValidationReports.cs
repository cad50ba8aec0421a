using Microsoft.EntityFrameworkCore;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Review;
using Onboarding.Runs;
using Onboarding.Sites;

namespace Onboarding.Stages.ValidatePatients.Reports;

/// <summary>A report with what it can be held against.</summary>
/// <param name="Runs">The finished validations of the site, the newest first.</param>
public sealed record ReportView(Site Site, ValidationReport Report, ReportComparison? Comparison, IReadOnlyList<RunSummary> Runs)
{
    /// <summary>True where the run was born of other settings than today's.</summary>
    public bool Outdated => Report.Run.Fingerprint != Fingerprints.Of(Stage.ValidatePatients, Site);
}

/// <summary>Reads a site's validations and makes their reports.</summary>
public sealed class ValidationReports(IDbContextFactory<OnboardingDb> factory, TimeProvider time)
{
    // What this stage's evidence is born of, as the history tells it; of keys and secrets the connection test speaks.
    private static readonly string[] Read = ["Mapping saved", "Connection saved", "Test patients named", "Thresholds changed"];

    /// <param name="runId">The newest finished validation where null.</param>
    /// <param name="withId">The finished validation before it where null.</param>
    /// <returns>Null where there is no such site or no such finished run at it.</returns>
    public async Task<ReportView?> FindAsync(string slug, Guid? runId, Guid? withId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.Sites.AsNoTracking().SingleOrDefaultAsync(site => site.Slug == slug, cancellationToken) is not { } site)
            return null;
        var finished = db.Runs.AsNoTracking().Where(run => run.SiteId == site.Id && run.Stage == Stage.ValidatePatients && run.Status == RunStatus.Finished);
        var runs = await finished.OrderByDescending(run => run.Number)
            .Select(run => new RunSummary(run.Id, run.SiteId, run.Stage, run.Number, run.Status, run.Verdict, run.QueuedAt, run.FinishedAt)).ToListAsync(cancellationToken);
        if ((runId is { } id ? runs.Find(run => run.Id == id) : runs.FirstOrDefault()) is not { } shown)
            return null;
        var against = withId is { } with ? runs.Find(run => run.Id == with && run.Id != shown.Id) : runs.Find(run => run.Number < shown.Number);
        var run = await finished.SingleAsync(run => run.Id == shown.Id, cancellationToken);
        var report = ReportMaker.Of(site.Name, (await db.WithExceptionsAsync(site, [run], time.GetUtcNow(), cancellationToken))[0])!;
        if (against is null)
            return new(site, report, null, runs);
        // Held against each other is what was measured: an accepted failure is no better field.
        var before = ReportMaker.Of(site.Name, await finished.SingleAsync(run => run.Id == against.Id, cancellationToken))!;
        return new(site, report, ReportComparison.Of(before, ReportMaker.Of(site.Name, run)!, await EditsAsync(db, site.Id, shown, against, cancellationToken)), runs);
    }

    // An edit during a run is not in it: what counts is when each run was queued.
    private static async Task<IReadOnlyList<SettingsEdit>> EditsAsync(OnboardingDb db, SiteId site, RunSummary one, RunSummary other, CancellationToken cancellationToken)
    {
        var (from, to) = one.QueuedAt < other.QueuedAt ? (one.QueuedAt, other.QueuedAt) : (other.QueuedAt, one.QueuedAt);
        var between = await db.Audit.AsNoTracking().Where(entry => entry.SiteId == site && entry.At > from && entry.At <= to)
            .OrderByDescending(entry => entry.At).ToListAsync(cancellationToken);
        return [.. between.Where(entry => Read.Any(edit => entry.What.StartsWith(edit, StringComparison.Ordinal)))
            .Select(entry => new SettingsEdit { At = entry.At, By = entry.ActorName, What = entry.What })];
    }
}
