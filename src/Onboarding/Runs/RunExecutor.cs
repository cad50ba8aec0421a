using EhrAdapters.Diagnosis;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Onboarding.Contract;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Review;
using Onboarding.Secrets;
using Onboarding.Secrets.Keys;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest;
using Onboarding.Stages.LoadTest.Consents;
using Onboarding.Stages.TestConnection.History;

namespace Onboarding.Runs;

/// <summary>Executes one stored run from start to stored evidence. Used by the background job and by the command line alike.</summary>
public sealed partial class RunExecutor(
    IDbContextFactory<OnboardingDb> factory,
    IEnumerable<IStageRunner> runners,
    SiteConnections connections,
    PatientVault patients,
    SiteLifecycle lifecycle,
    Contracts contracts,
    SiteHub hub,
    TimeProvider time,
    IOptions<OnboardingOptions> options,
    ILogger<RunExecutor> logger,
    IHostApplicationLifetime? host = null)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Dictionary<Stage, IStageRunner> byStage = runners.ToDictionary(runner => runner.Stage);

    public bool IsResumable(Stage stage) => byStage[stage].Resumable;

    /// <param name="stop">Cancelled when a person stops the run or the portal goes down.</param>
    public async Task<StageRun> ExecuteAsync(Guid runId, CancellationToken stop)
    {
        if (await StartAsync(runId) is not { } started)
            return await ReadAsync(runId);
        using var progress = new HubProgress(hub, started.Site, runId);
        StageOutcome? outcome = null;
        string? note = null;
        StageDetail? left = null;
        try
        {
            outcome = await WorkAsync(byStage[started.Stage], await ContextAsync(runId, progress), stop);
        }
        catch (Exception) when (host?.ApplicationStopping.IsCancellationRequested is true)
        {
            // The portal is going down: the row stays as it is and recovery takes it up at the next start.
            return await ReadAsync(runId);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            note = "Stopped before it was finished. What was measured until then does not count.";
            left = progress.Load is { } load ? load with { StoppedBecause = "A person stopped it." } : null;
        }
        catch (Exception fault)
        {
            // A runner answers what a hospital does with rows; an exception is a bug of ours and is said to be ours.
            // Its message may quote a response, so only its type and place are logged.
            LogFault(logger, runId, started.Stage, fault.GetType().Name, fault.StackTrace);
            outcome = new([OurFault(runId)]);
        }

        return await EndAsync(runId, outcome, note, left);
    }

    /// <summary>A stop always ends the run: a runner that does not listen is given a moment and then left behind.</summary>
    private async Task<StageOutcome> WorkAsync(IStageRunner runner, StageRunContext context, CancellationToken stop)
    {
        var work = Task.Run(() => runner.RunAsync(context, stop), CancellationToken.None);
        try
        {
            return await work.WaitAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !work.IsCompleted)
        {
            await Task.WhenAny(work, Task.Delay(Grace, time, CancellationToken.None));
            if (work.IsCompleted)
                return await work;
            // Whatever it comes to later, somebody looks at the exception so that nobody is surprised by it.
            _ = work.ContinueWith(late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            throw;
        }
    }

    /// <summary>Null where the run has ended before it began, such as one that was stopped while it waited.</summary>
    private async Task<(Stage Stage, SiteId Site)?> StartAsync(Guid runId)
    {
        await using var db = await factory.CreateDbContextAsync(CancellationToken.None);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var run = await db.Runs.SingleAsync(row => row.Id == runId);
        if (!run.InFlight)
            return null;
        run.Start(await db.Sites.SingleAsync(row => row.Id == run.SiteId), time.GetUtcNow());
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        hub.Publish(new(run.SiteId, runId));
        return (run.Stage, run.SiteId);
    }

    private async Task<StageRunContext> ContextAsync(Guid runId, IProgress<RunProgress> progress)
    {
        await using var db = await factory.CreateDbContextAsync(CancellationToken.None);
        var run = await db.Runs.AsNoTracking().SingleAsync(row => row.Id == runId);
        var site = await db.Sites.AsNoTracking().SingleAsync(row => row.Id == run.SiteId);
        var opened = await connections.OpenAsync(db, site, CancellationToken.None);
        return new()
        {
            RunId = runId,
            SiteId = site.Id,
            SiteName = site.Name,
            TimeZone = site.TimeZone,
            Configuration = site.Configuration,
            Connection = opened.Connection,
            Secrets = opened.Secrets,
            Patients = patients.Open(site),
            Contract = await contracts.OfAsync(db, site, CancellationToken.None),
            Evidence = await db.EvidenceOfAsync(site, time.GetUtcNow(), CancellationToken.None),
            RequestedBy = run.Requester,
            Progress = progress,
            Consent = await db.CoveringConsentAsync(site, time.GetUtcNow(), CancellationToken.None),
            LastGood = (await db.LastGoodConnectionAsync(site.Id, site.Connection?.Environment, CancellationToken.None)).Baseline(),
            PublicKeysUrl = PublicKeys.UrlOf(options.Value, site.Slug, site.Connection?.Environment),
        };
    }

    private async Task<StageRun> ReadAsync(Guid runId)
    {
        await using var db = await factory.CreateDbContextAsync(CancellationToken.None);
        return await db.Runs.AsNoTracking().SingleAsync(row => row.Id == runId);
    }

    private async Task<StageRun> EndAsync(Guid runId, StageOutcome? outcome, string? note, StageDetail? left)
    {
        await using var db = await factory.CreateDbContextAsync(CancellationToken.None);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var run = await db.Runs.SingleAsync(row => row.Id == runId);
        if (!run.InFlight)
            return run;
        var site = await db.Sites.SingleAsync(row => row.Id == run.SiteId);
        var now = time.GetUtcNow();
        if (outcome is null)
        {
            run.End(RunStatus.Cancelled, note!, now, left);
            db.Note(site.Id, run.Requester, $"{run.Stage.Title()} did not finish", now);
        }
        else
        {
            run.Finish(outcome, now);
            // Stored as it was, told and followed as it reads with the site's exceptions.
            var read = run.With(site, (await db.ExceptionsOfAsync([site.Id], now, CancellationToken.None))[site.Id]);
            db.Note(site.Id, run.Requester, RunNote(read), now, read.Verdict is CheckState.Failed ? "bad" : read.Verdict is CheckState.Passed or CheckState.Warning ? "good" : null);
            await db.SaveChangesAsync();
            await FollowAsync(db, site, read);
        }

        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        hub.Forget(runId);
        hub.Publish(new(site.Id, runId));
        return run;
    }

    private async Task FollowAsync(OnboardingDb db, Site site, StageRun run)
    {
        // A site waits for the hospital from the letter on, until a run says something else.
        var blamed = run.Rows.FirstOrDefault(row => row.State is CheckState.Failed)?.Owner;
        if (site.WaitingOn != blamed)
            site.WaitFor(null, null, time.GetUtcNow());
        if (site.State is SiteState.OnHold or SiteState.Withdrawn)
            return;
        await lifecycle.FollowEvidenceAsync(db, site, run.Requester, CancellationToken.None);
        if (run is { Stage: Stage.GoLive, Verdict: CheckState.Passed or CheckState.Warning } && site.State is SiteState.GoLive)
            await GoLiveAsync(db, site, run);
    }

    private async Task GoLiveAsync(OnboardingDb db, Site site, StageRun run)
    {
        var live = await lifecycle.FireAsync(db, site, SiteTrigger.Continue, run.Requester, reason: null, CancellationToken.None);
        if (!live.Succeeded || site.ProtectedPatients is null)
            return;
        PatientVault.Purge(site);
        db.Note(site.Id, Actor.Portal, "The named test patients were deleted: the site takes real traffic", time.GetUtcNow());
    }

    private static string RunNote(StageRun run) => run.Verdict switch
    {
        CheckState.Passed => $"{run.Stage.Title()} passed",
        CheckState.Warning => $"{run.Stage.Title()} passed with a warning",
        CheckState.Failed => $"{run.Stage.Title()} failed: {run.Rows.First(row => row.State is CheckState.Failed).Check}",
        _ => $"{run.Stage.Title()} could not be assessed",
    };

    private static ResultRow OurFault(Guid runId) => new()
    {
        Code = "SELF-FAULT",
        Check = "Our own service",
        State = CheckState.Failed,
        Owner = FaultOwner.OurService,
        Message = "Something on our side broke in the middle of this run.",
        Explanation = "The hospital has nothing to do with it and nothing was changed there.",
        NextStep = "Run it again; if it breaks again, give the engineers the incident number.",
        Retry = RetryAdvice.Now,
        Evidence = [new("Incident", runId.ToString("N")[^12..])],
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "Run {RunId} of stage {Stage} broke with {Fault} at {Trace}")]
    private static partial void LogFault(ILogger logger, Guid runId, Stage stage, string fault, string? trace);

    // A runner that was left behind must not speak for a run that has ended.
    private sealed class HubProgress(SiteHub hub, SiteId site, Guid runId) : IProgress<RunProgress>, IDisposable
    {
        private volatile bool ended;
        private volatile LoadReport? load;

        /// <summary>The last figures of a load test, which are kept where it is stopped.</summary>
        public LoadReport? Load => load;

        public void Report(RunProgress value)
        {
            load = value.Load ?? load;
            if (!ended)
                hub.Publish(new(site, runId, value));
        }

        public void Dispose() => ended = true;
    }
}
