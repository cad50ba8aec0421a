using Microsoft.Extensions.DependencyInjection;
using Onboarding.Lifecycle;
using Onboarding.Runs;
using Onboarding.Tests.Support;
using Quartz;
using Xunit;

namespace Onboarding.Tests.Runs;

/// <summary>The real queue, on whose habits cancelling and recovery rely.</summary>
public sealed class QuartzRunQueueTests
{
    [Fact]
    public async Task Queued_run_is_worked_off_and_a_second_queueing_is_ignored()
    {
        await using var bench = await OpenAsync();
        var site = await bench.SiteAsync();
        var ended = EndOf(bench, RunStatus.Finished);
        var run = (await bench.Runs.StartAsync(site.Id, Stage.Configure, Guid.NewGuid(), Bench.Csm, Bench.Cancel)).Value!;
        await bench.Get<IRunQueue>().EnqueueAsync(run.Id, Bench.Cancel);

        await StartAsync(bench);

        Assert.Equal(run.Id, await ended.WaitAsync(TimeSpan.FromSeconds(20), Bench.Cancel));
        Assert.Equal(1, bench.Runners[Stage.Configure].Calls);
        await StopAsync(bench);
    }

    [Fact]
    public async Task Running_run_is_told_to_stop_and_ends_as_cancelled()
    {
        await using var bench = await OpenAsync();
        var site = await bench.SiteAsync();
        var begun = new TaskCompletionSource();
        bench.Runners[Stage.Configure].Work = async (_, cancelled) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, cancelled);
            throw new InvalidOperationException("never reached");
        };
        var ended = EndOf(bench, RunStatus.Cancelled);
        await StartAsync(bench);
        var run = (await bench.Runs.StartAsync(site.Id, Stage.Configure, Guid.NewGuid(), Bench.Csm, Bench.Cancel)).Value!;
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(20), Bench.Cancel);

        await bench.Runs.CancelAsync(run.Id, Bench.Csm, Bench.Cancel);

        Assert.Equal(run.Id, await ended.WaitAsync(TimeSpan.FromSeconds(20), Bench.Cancel));
        Assert.Contains("Configure stopped", await bench.HistoryAsync(site.Id));
        await StopAsync(bench);
    }

    [Fact]
    public async Task Run_cancelled_while_it_waits_is_taken_out_of_the_queue()
    {
        await using var bench = await OpenAsync();
        var site = await bench.SiteAsync();
        var run = (await bench.Runs.StartAsync(site.Id, Stage.Configure, Guid.NewGuid(), Bench.Csm, Bench.Cancel)).Value!;

        await bench.Runs.CancelAsync(run.Id, Bench.Csm, Bench.Cancel);

        var scheduler = await bench.Get<ISchedulerFactory>().GetScheduler(Bench.Cancel);
        Assert.Null(await scheduler.GetJobDetail(new JobKey(run.Id.ToString(), QuartzRunQueue.Group), Bench.Cancel));
        Assert.Equal(RunStatus.Cancelled, (await bench.Queries.RunAsync(run.Id, Bench.Cancel))!.Status);
    }

    // The queue waits until the test starts the scheduler itself; the scheduler lives by the real clock.
    private static Task<Bench> OpenAsync() => Bench.OpenAsync(services => services.AddSingleton(TimeProvider.System).AddQuartz().AddSingleton<IRunQueue, QuartzRunQueue>());

    private static async Task StartAsync(Bench bench) => await (await bench.Get<ISchedulerFactory>().GetScheduler(Bench.Cancel)).Start(Bench.Cancel);

    private static async Task StopAsync(Bench bench) => await (await bench.Get<ISchedulerFactory>().GetScheduler(Bench.Cancel)).Shutdown(true, Bench.Cancel);

    private static Task<Guid> EndOf(Bench bench, RunStatus status)
    {
        var ended = new TaskCompletionSource<Guid>(TaskCreationOptions.RunContinuationsAsynchronously);
        bench.Get<SiteHub>().Subscribe(null, happened =>
        {
            if (happened.RunId is { } id && bench.StatusOf(id) == status)
                ended.TrySetResult(id);
        });
        return ended.Task;
    }
}
