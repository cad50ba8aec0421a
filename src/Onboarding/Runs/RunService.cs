using Microsoft.EntityFrameworkCore;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest.Consents;

namespace Onboarding.Runs;

/// <summary>Starts and cancels runs. The work itself belongs to no page and no request.</summary>
public sealed class RunService(IDbContextFactory<OnboardingDb> factory, IRunQueue queue, SiteHub hub, TimeProvider time)
{
    /// <summary>Stores a run and queues it. The same request id twice is the same run.</summary>
    public async Task<Result<StageRun>> StartAsync(SiteId id, Stage stage, Guid requestId, Actor by, CancellationToken cancellationToken)
    {
        if (!by.MayWork)
            return Actor.LooksOn;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.Runs.AsNoTracking().SingleOrDefaultAsync(run => run.RequestId == requestId, cancellationToken) is { } same)
            return same;
        if (await db.Sites.SingleOrDefaultAsync(site => site.Id == id, cancellationToken) is not { } site)
            return SiteRefusals.NotFound;
        if (site.State is SiteState.OnHold or SiteState.Withdrawn)
            return RunRefusals.NotActive(site.State);
        var now = time.GetUtcNow();
        var evidence = await db.EvidenceOfAsync(site, now, cancellationToken);
        if (StageList.All.FirstOrDefault(earlier => earlier < stage && !evidence.Holds(earlier), stage) is var first && first != stage)
            return RunRefusals.TooEarly(first);
        if (await db.Runs.AsNoTracking().Where(run => run.SiteId == id && (run.Status == RunStatus.Queued || run.Status == RunStatus.Running))
                .FirstOrDefaultAsync(cancellationToken) is { } busy)
        {
            // The other click of this request may have stored its run since we looked.
            return busy.RequestId == requestId ? busy : RunRefusals.Busy(busy.Stage, busy.RequestedByName);
        }

        if (stage is Stage.LoadTest && await db.MissingConsentAsync(site, now, cancellationToken) is { } missing)
            return missing;
        var number = await db.Runs.CountAsync(run => run.SiteId == id && run.Stage == stage, cancellationToken) + 1;
        var queued = StageRun.Queue(site, stage, number, requestId, by, now);
        db.Runs.Add(queued);
        db.Note(id, by, SiteHistory.Started(stage), now);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // The unique indexes decide between two clicks that arrive together: one run per request, one in flight per site.
            return await db.Runs.AsNoTracking().SingleOrDefaultAsync(run => run.RequestId == requestId, cancellationToken) is { } winner
                ? winner
                : RunRefusals.Busy(stage, "Somebody");
        }

        await queue.EnqueueAsync(queued.Id, cancellationToken);
        hub.Publish(new(id, queued.Id));
        return queued;
    }

    /// <summary>Ends a run in flight; it always ends, whatever the hospital does.</summary>
    public Task<Result<Done>> CancelAsync(Guid runId, Actor by, CancellationToken cancellationToken) => CancelAsync(runId, by, because: null, cancellationToken);

    /// <param name="because">What the run is to say about its end; that somebody stopped it with null.</param>
    internal async Task<Result<Done>> CancelAsync(Guid runId, Actor by, string? because, CancellationToken cancellationToken)
    {
        if (!by.MayWork)
            return Actor.LooksOn;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.Runs.AsNoTracking().SingleOrDefaultAsync(run => run.Id == runId, cancellationToken) is not { } run)
            return RunRefusals.NotFound;
        if (!run.InFlight)
            return new Done();
        if (because is not null)
            await SayWhyAsync(db, runId, because, cancellationToken);
        if (!await queue.CancelAsync(runId, cancellationToken))
            await EndLostAsync(db, runId, by, cancellationToken);
        db.Note(run.SiteId, by, $"{run.Stage.Title()} stopped", time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        hub.Publish(new(run.SiteId, runId));
        return new Done();
    }

    // Before the worker is told: it reads this when it ends the run.
    private static async Task SayWhyAsync(OnboardingDb db, Guid runId, string because, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        (await db.Runs.SingleAsync(row => row.Id == runId, cancellationToken)).StopFor(because);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    // Nobody works on it: it waits still, or a restart lost it. Read again under the write lock, because it may have ended by itself just now.
    private async Task EndLostAsync(OnboardingDb db, Guid runId, Actor by, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var lost = await db.Runs.SingleAsync(row => row.Id == runId, cancellationToken);
        await db.Entry(lost).ReloadAsync(cancellationToken);
        if (lost.InFlight)
            lost.End(RunStatus.Cancelled, $"Stopped by {by.Name}.", time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        hub.Forget(runId);
    }
}

/// <summary>Where queued runs wait for a worker.</summary>
public interface IRunQueue
{
    Task EnqueueAsync(Guid runId, CancellationToken cancellationToken);

    /// <summary>Asks the worker to stop; false where nobody works on the run.</summary>
    Task<bool> CancelAsync(Guid runId, CancellationToken cancellationToken);
}

public static class RunRefusals
{
    public static readonly Refusal NotFound = new("run-not-found", "There is no such run.");

    public static Refusal NotActive(SiteState state) => new(
        "site-not-active", state is SiteState.OnHold ? "This site is on hold. Resume it first." : "This site is withdrawn. Reopen it first.");

    public static Refusal TooEarly(Stage first) => new(
        "stage-too-early", $"“{first.Title()}” has no passed result for today's settings yet. Do that first.");

    public static Refusal Busy(Stage stage, string by) => new(
        "run-in-flight", $"{by} is running “{stage.Title()}” at this site right now. Wait for it to end, or stop it.");
}
