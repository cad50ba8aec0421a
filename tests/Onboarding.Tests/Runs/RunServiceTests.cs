using EhrAdapters.Diagnosis;
using Onboarding.Lifecycle;
using Onboarding.Runs;
using Onboarding.Stages.LoadTest;
using Onboarding.Tests.Fakes;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Runs;

public sealed class RunServiceTests
{
    [Fact]
    public async Task Two_clicks_with_one_request_id_are_one_run()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        var request = Guid.NewGuid();

        var both = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            bench.Runs.StartAsync(site.Id, Stage.Configure, request, Bench.Csm, Bench.Cancel))));

        Assert.All(both, start => Assert.True(start.Succeeded));
        Assert.Single(both.Select(start => start.Value!.Id).Distinct());
        Assert.Single(bench.Queue.Queued);
    }

    [Fact]
    public async Task Two_people_at_once_start_one_run()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();

        var all = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() =>
            bench.Runs.StartAsync(site.Id, Stage.Configure, Guid.NewGuid(), Bench.Csm, Bench.Cancel))));

        Assert.Single(all, start => start.Succeeded);
        Assert.All(all.Where(start => !start.Succeeded), start => Assert.Equal("run-in-flight", start.Refusal?.Code));
        Assert.Single(await bench.Queries.RunsAsync(site.Id, Stage.Configure, 10, Bench.Cancel));
    }

    [Fact]
    public async Task Stage_before_its_turn_is_refused_with_what_to_do_first()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();

        var early = await bench.Runs.StartAsync(site.Id, Stage.LoadTest, Guid.NewGuid(), Bench.Csm, Bench.Cancel);

        Assert.Equal("stage-too-early", early.Refusal?.Code);
        Assert.Contains("Configure", early.Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Earlier_stage_may_be_run_again()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.WalkAsync(await bench.SiteAsync(), Stage.MapFields);

        var again = await bench.RunAsync(site.Id, Stage.TestConnection);

        Assert.Equal(2, again.Number);
        Assert.Equal(SiteState.ValidatePatients, (await bench.ReloadAsync(site.Id)).State);
    }

    [Fact]
    public async Task Site_on_hold_starts_nothing()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        await bench.Sites.FireAsync(site.Id, SiteTrigger.Hold, "The hospital migrates", Bench.Csm, Bench.Cancel);

        var refused = await bench.Runs.StartAsync(site.Id, Stage.Configure, Guid.NewGuid(), Bench.Csm, Bench.Cancel);

        Assert.Equal("site-not-active", refused.Refusal?.Code);
        Assert.Contains("Put on hold: The hospital migrates", await bench.HistoryAsync(site.Id));
    }

    [Fact]
    public async Task Run_that_waits_ends_when_cancelled_and_never_begins()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        var run = (await bench.Runs.StartAsync(site.Id, Stage.Configure, Guid.NewGuid(), Bench.Csm, Bench.Cancel)).Value!;

        await bench.Runs.CancelAsync(run.Id, Bench.Csm, Bench.Cancel);
        var late = await bench.Executor.ExecuteAsync(run.Id, Bench.Cancel);

        Assert.Equal(RunStatus.Cancelled, late.Status);
        Assert.Equal(0, bench.Runners[Stage.Configure].Calls);
        Assert.True((await bench.Runs.StartAsync(site.Id, Stage.Configure, Guid.NewGuid(), Bench.Csm, Bench.Cancel)).Succeeded);
    }

    [Fact]
    public async Task Run_that_a_restart_lost_ends_when_cancelled()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        var run = (await bench.Runs.StartAsync(site.Id, Stage.Configure, Guid.NewGuid(), Bench.Csm, Bench.Cancel)).Value!;
        await using (var db = await bench.DbAsync())
        {
            var lost = await db.Runs.FindAsync([run.Id], Bench.Cancel);
            lost!.Start(await bench.ReloadAsync(site.Id), bench.Time.GetUtcNow());
            await db.SaveChangesAsync(Bench.Cancel);
        }

        await bench.Runs.CancelAsync(run.Id, Bench.Csm, Bench.Cancel);

        var ended = await bench.Queries.RunAsync(run.Id, Bench.Cancel);
        Assert.Equal((RunStatus.Cancelled, "Stopped by Juno Marrow."), (ended!.Status, ended.EndNote));
    }

    [Fact]
    public async Task Cancel_after_the_end_changes_nothing()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        var run = await bench.RunAsync(site.Id, Stage.Configure);

        await bench.Runs.CancelAsync(run.Id, Bench.Csm, Bench.Cancel);

        Assert.Equal((RunStatus.Finished, CheckState.Passed), await StatusAsync(bench, run.Id));
        Assert.Equal("run-not-found", (await bench.Runs.CancelAsync(Guid.NewGuid(), Bench.Csm, Bench.Cancel)).Refusal?.Code);
    }

    [Fact]
    public async Task Runner_that_does_not_listen_is_left_behind_after_a_moment()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        var begun = new TaskCompletionSource();
        var never = new TaskCompletionSource<StageOutcome>();
        bench.Runners[Stage.Configure].Work = (context, _) =>
        {
            begun.SetResult();
            return never.Task;
        };
        var run = (await bench.Runs.StartAsync(site.Id, Stage.Configure, Guid.NewGuid(), Bench.Csm, Bench.Cancel)).Value!;
        using var stop = new CancellationTokenSource();
        var executing = bench.Executor.ExecuteAsync(run.Id, stop.Token);
        await begun.Task.WaitAsync(Bench.Cancel);

        await stop.CancelAsync();
        while (!executing.IsCompleted)
        {
            bench.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(RunStatus.Cancelled, (await executing).Status);
        Assert.Equal(SiteState.Configure, (await bench.ReloadAsync(site.Id)).State);
    }

    [Fact]
    public async Task Runner_that_listens_ends_as_cancelled_without_evidence()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        var begun = new TaskCompletionSource();
        bench.Runners[Stage.Configure].Work = async (_, cancelled) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, cancelled);
            return ScriptedRunner.Outcome(CheckState.Passed);
        };
        var run = (await bench.Runs.StartAsync(site.Id, Stage.Configure, Guid.NewGuid(), Bench.Csm, Bench.Cancel)).Value!;
        using var stop = new CancellationTokenSource();
        var executing = bench.Executor.ExecuteAsync(run.Id, stop.Token);
        await begun.Task.WaitAsync(Bench.Cancel);

        await stop.CancelAsync();

        var ended = await executing;
        Assert.Equal((RunStatus.Cancelled, null), (ended.Status, ended.Verdict));
        Assert.Empty(ended.Rows);
    }

    [Fact]
    public async Task Stopped_load_test_keeps_its_figures_and_counts_for_nothing()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        var begun = new TaskCompletionSource();
        bench.Runners[Stage.Configure].Work = async (context, cancelled) =>
        {
            context.Progress.Report(new() { Now = "Holding the rate", Load = new() { TargetPerSecond = 12, RampSeconds = 2, HoldSeconds = 8, P95LimitMilliseconds = 1000, P99LimitMilliseconds = 3000, Sent = 40 } });
            context.Progress.Report(new() { Now = "Waiting for the last answers" });
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, cancelled);
            return ScriptedRunner.Outcome(CheckState.Passed);
        };
        var run = (await bench.Runs.StartAsync(site.Id, Stage.Configure, Guid.NewGuid(), Bench.Csm, Bench.Cancel)).Value!;
        using var stop = new CancellationTokenSource();
        var executing = bench.Executor.ExecuteAsync(run.Id, stop.Token);
        await begun.Task.WaitAsync(Bench.Cancel);

        await stop.CancelAsync();
        await executing;

        var ended = (await bench.Queries.RunAsync(run.Id, Bench.Cancel))!;
        var report = Assert.IsType<LoadReport>(ended.Detail);
        Assert.Equal((40, "A person stopped it."), (report.Sent, report.StoppedBecause));
        Assert.Equal((RunStatus.Cancelled, null), (ended.Status, ended.Verdict));
        Assert.Empty(ended.Rows);
    }

    private static async Task<(RunStatus, CheckState?)> StatusAsync(Bench bench, Guid id)
    {
        var run = await bench.Queries.RunAsync(id, Bench.Cancel);
        return (run!.Status, run.Verdict);
    }
}
