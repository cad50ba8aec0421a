using EhrAdapters.Diagnosis;
using Microsoft.EntityFrameworkCore;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Review;
using Onboarding.Runs;
using Onboarding.Secrets;

namespace Onboarding.Sites;

/// <summary>What the pages read. Snapshots; nothing here is tracked.</summary>
public sealed class SiteQueries(IDbContextFactory<OnboardingDb> factory, PatientVault patients, TimeProvider time)
{
    /// <summary>One site with everything its workspace shows; null where there is none of that name.</summary>
    public async Task<SiteView?> FindAsync(string slug, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.Sites.AsNoTracking().SingleOrDefaultAsync(site => site.Slug == slug, cancellationToken) is not { } site)
            return null;
        var runs = await db.Runs.AsNoTracking().Where(run => run.SiteId == site.Id)
            .GroupBy(run => run.Stage).Select(stage => stage.OrderByDescending(run => run.QueuedAt).First()).ToListAsync(cancellationToken);
        return new()
        {
            Site = site,
            Evidence = await db.EvidenceOfAsync(site, time.GetUtcNow(), cancellationToken),
            LatestRuns = (await db.WithExceptionsAsync(site, runs, time.GetUtcNow(), cancellationToken)).ToDictionary(run => run.Stage),
            Secrets = await db.SecretFactsAsync(site.Id, cancellationToken),
            Activity = await db.Audit.AsNoTracking().Where(entry => entry.SiteId == site.Id)
                .OrderByDescending(entry => entry.At).ToListAsync(cancellationToken),
            Letters = await db.Letters.AsNoTracking().Where(letter => letter.SiteId == site.Id)
                .OrderByDescending(letter => letter.SentAt).ToListAsync(cancellationToken),
        };
    }

    /// <summary>Every site in one line each, for lists, the board and search.</summary>
    public async Task<IReadOnlyList<SiteSummary>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var sites = await db.Sites.AsNoTracking().OrderBy(site => site.Name).ToListAsync(cancellationToken);
        var evidence = await db.EvidenceOfAsync(sites, time.GetUtcNow(), cancellationToken);
        var runs = (await db.Runs.AsNoTracking()
                .Select(run => new RunSummary(run.Id, run.SiteId, run.Stage, run.Number, run.Status, run.Verdict, run.QueuedAt, run.FinishedAt))
                .ToListAsync(cancellationToken))
            .GroupBy(run => run.SiteId).ToDictionary(site => site.Key, site => site.MaxBy(run => run.QueuedAt)!);
        return [.. sites.Select(site => new SiteSummary(site, evidence[site.Id], runs.GetValueOrDefault(site.Id)))];
    }

    /// <summary>The newest runs whose verdict is failed, oldest first: what engineers have to look at.</summary>
    public async Task<IReadOnlyList<FailedReport>> FailedReportsAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var sites = await db.Sites.AsNoTracking().Where(site => site.State != SiteState.Withdrawn).ToListAsync(cancellationToken);
        var evidence = await db.EvidenceOfAsync(sites, time.GetUtcNow(), cancellationToken);
        var failed = evidence.SelectMany(site => StageList.All
                .Where(site.Value.Fails)
                .Select(stage => site.Value.Of(stage)!.RunId)).ToList();
        var runs = await db.Runs.AsNoTracking().Where(run => failed.Contains(run.Id)).ToListAsync(cancellationToken);
        var byId = sites.ToDictionary(site => site.Id);
        var exceptions = await db.ExceptionsOfAsync(byId.Keys, time.GetUtcNow(), cancellationToken);
        return [.. runs.OrderBy(run => run.FinishedAt).Select(run => new FailedReport(byId[run.SiteId], run.With(byId[run.SiteId], exceptions[run.SiteId])))];
    }

    public async Task<StageRun?> RunAsync(Guid runId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Runs.AsNoTracking().SingleOrDefaultAsync(run => run.Id == runId, cancellationToken);
    }

    /// <summary>The runs of one stage, newest first.</summary>
    public async Task<IReadOnlyList<StageRun>> RunsAsync(SiteId site, Stage stage, int most, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var runs = await db.Runs.AsNoTracking().Where(run => run.SiteId == site && run.Stage == stage)
            .OrderByDescending(run => run.QueuedAt).Take(most).ToListAsync(cancellationToken);
        return await db.Sites.AsNoTracking().SingleOrDefaultAsync(row => row.Id == site, cancellationToken) is { } found
            ? await db.WithExceptionsAsync(found, runs, time.GetUtcNow(), cancellationToken) : runs;
    }

    /// <summary>The patients that the hospital named, for their own form only; shown masked elsewhere.</summary>
    public async Task<IReadOnlyList<TestPatient>> PatientsAsync(SiteId id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Sites.AsNoTracking().SingleOrDefaultAsync(site => site.Id == id, cancellationToken) is { } site ? patients.Open(site) : [];
    }

    /// <summary>The stages whose evidence holds now and would not after an edit of these parts.</summary>
    public static IReadOnlyList<Stage> KilledBy(EvidenceView evidence, ConfigurationParts parts) =>
        [.. StageList.All.Where(stage => evidence.Holds(stage) && (Fingerprints.ReadBy(stage) & parts) != 0)];
}

public sealed record SiteView
{
    public required Site Site { get; init; }

    public required EvidenceView Evidence { get; init; }

    /// <summary>The newest run of each stage, in flight or ended.</summary>
    public required IReadOnlyDictionary<Stage, StageRun> LatestRuns { get; init; }

    public required IReadOnlyList<SecretFacts> Secrets { get; init; }

    /// <summary>The whole history, the newest line first.</summary>
    public required IReadOnlyList<AuditEntry> Activity { get; init; }

    public required IReadOnlyList<SentLetter> Letters { get; init; }

    public StageRun? InFlight => LatestRuns.Values.FirstOrDefault(run => run.InFlight);
}

public sealed record RunSummary(Guid Id, SiteId SiteId, Stage Stage, int Number, RunStatus Status, CheckState? Verdict, DateTimeOffset QueuedAt, DateTimeOffset? FinishedAt)
{
    public bool InFlight => Status is RunStatus.Queued or RunStatus.Running;
}

public sealed record SiteSummary(Site Site, EvidenceView Evidence, RunSummary? LatestRun);

public sealed record FailedReport(Site Site, StageRun Run);
