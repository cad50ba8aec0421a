using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Onboarding.Lifecycle;
using Onboarding.Persistence;

namespace Onboarding.Runs;

/// <summary>After a restart: takes up what can be taken up, and marks the rest as interrupted.</summary>
public sealed class RunRecovery(IDbContextFactory<OnboardingDb> factory, RunExecutor executor, IRunQueue queue, SiteHub hub, TimeProvider time) : BackgroundService
{
    // What was queued later belongs to this process and needs no recovery.
    private readonly DateTimeOffset started = time.GetUtcNow();

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => RecoverAsync(stoppingToken);

    public async Task RecoverAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var cutOff = await db.Runs
            .Where(run => (run.Status == RunStatus.Queued || run.Status == RunStatus.Running) && run.QueuedAt <= started)
            .OrderBy(run => run.QueuedAt).ToListAsync(cancellationToken);
        foreach (var run in cutOff.Where(run => run.Status is RunStatus.Running && !executor.IsResumable(run.Stage)))
        {
            run.End(RunStatus.Interrupted, "The portal was restarted in the middle of this run. Nothing of it counts; start it again.", time.GetUtcNow());
            db.Note(run.SiteId, Actor.Portal, $"{run.Stage.Title()} interrupted by a restart of the portal", time.GetUtcNow(), "bad");
        }

        await db.SaveChangesAsync(cancellationToken);
        foreach (var run in cutOff)
        {
            if (run.InFlight)
                await queue.EnqueueAsync(run.Id, cancellationToken);
            hub.Publish(new(run.SiteId, run.Id));
        }
    }
}
