using System.Globalization;
using Quartz;

namespace Onboarding.Runs;

/// <summary>Runs wait and work in Quartz; the stored row stays the truth.</summary>
public sealed class QuartzRunQueue(ISchedulerFactory schedulers) : IRunQueue
{
    internal const string Group = "stage-runs";

    public async Task EnqueueAsync(Guid runId, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var job = JobBuilder.Create<StageRunJob>().WithIdentity(runId.ToString(), Group).UsingJobData(StageRunJob.RunId, runId.ToString()).Build();
        // By the scheduler's own clock: by another one the trigger would look missed or not due.
        var now = TriggerBuilder.Create(scheduler.TimeProvider).WithIdentity(runId.ToString(), Group).StartNow().Build();
        try
        {
            await scheduler.ScheduleJob(job, now, cancellationToken: cancellationToken);
        }
        catch (ObjectAlreadyExistsException)
        {
            // A start and the recovery after a restart may meet; one job is enough.
        }
    }

    public async Task<bool> CancelAsync(Guid runId, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var key = new JobKey(runId.ToString(), Group);
        if (await scheduler.Interrupt(key, cancellationToken))
            return true;
        await scheduler.DeleteJob(key, cancellationToken);
        return false;
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
