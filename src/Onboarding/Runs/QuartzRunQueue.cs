using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Quartz;

namespace Onboarding.Runs;

/// <summary>Runs wait and work in Quartz; the stored row stays the truth.</summary>
public sealed class QuartzRunQueue(ISchedulerFactory schedulers) : IRunQueue
{
    private const string Group = "stage-runs";

    public async Task EnqueueAsync(Guid runId, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var job = JobBuilder.Create<StageRunJob>().WithIdentity(runId.ToString(), Group).UsingJobData(StageRunJob.RunId, runId.ToString()).Build();
        var now = TriggerBuilder.Create().WithIdentity(runId.ToString(), Group).StartNow().Build();
        await scheduler.ScheduleJob(job, now, cancellationToken: cancellationToken);
    }

    public async Task<bool> CancelAsync(Guid runId, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var key = new JobKey(runId.ToString(), Group);
        return await scheduler.Interrupt(key, cancellationToken);
    }
}

/// <summary>Works on one stored run.</summary>
[DisallowConcurrentExecution]
public sealed class StageRunJob(RunExecutor executor) : IJob
{
    public const string RunId = "run-id";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await executor.ExecuteAsync(Guid.Parse(context.MergedJobDataMap.GetString(RunId)!, CultureInfo.InvariantCulture), cancellationToken);
}

/// <summary>After a restart: takes up what can be taken up, and marks the rest as interrupted.</summary>
public sealed class RunRecovery(IDbContextFactory<OnboardingDb> factory, RunExecutor executor, IRunQueue queue, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var db = await factory.CreateDbContextAsync(stoppingToken);
        var cutOff = await db.Runs.Where(run => run.Status == RunStatus.Queued || run.Status == RunStatus.Running).ToListAsync(stoppingToken);
        foreach (var run in cutOff)
        {
            if (run.Status is RunStatus.Queued || executor.IsResumable(run.Stage))
            {
                await queue.EnqueueAsync(run.Id, stoppingToken);
                continue;
            }

            run.End(RunStatus.Interrupted, "The portal was restarted in the middle of this run. Nothing of it counts; start it again.", time.GetUtcNow());
            db.Note(run.SiteId, Actor.Portal, $"{run.Stage.Title()} interrupted by a restart of the portal", time.GetUtcNow(), "bad");
        }

        await db.SaveChangesAsync(stoppingToken);
    }
}
