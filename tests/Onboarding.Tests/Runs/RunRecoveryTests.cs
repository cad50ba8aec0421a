using Microsoft.Extensions.DependencyInjection;
using Onboarding.Lifecycle;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Runs;

public sealed class RunRecoveryTests
{
    [Fact]
    public async Task Run_that_waited_or_may_be_repeated_is_taken_up_and_finishes()
    {
        await using var bench = await OpenAsync();
        var waiting = await StartAsync(bench, "Mercy West", Stage.Configure, running: false);
        var cut = await StartAsync(bench, "St. Blaise", Stage.Configure, running: true);
        bench.Queue.Queued.Clear();

        await RecoverAsync(bench);
        foreach (var run in bench.Queue.Queued.ToList())
            await bench.Executor.ExecuteAsync(run, Bench.Cancel);

        Assert.Equal([waiting.Id, cut.Id], bench.Queue.Queued);
        Assert.Equal(RunStatus.Finished, (await bench.Queries.RunAsync(waiting.Id, Bench.Cancel))!.Status);
        Assert.Equal(RunStatus.Finished, (await bench.Queries.RunAsync(cut.Id, Bench.Cancel))!.Status);
    }

    [Fact]
    public async Task Load_test_cut_in_the_middle_is_marked_interrupted_and_may_be_started_again()
    {
        await using var bench = await OpenAsync();
        var site = await bench.WalkAsync(await bench.SiteAsync(), Stage.ValidatePatients);
        var cut = await StartAsync(bench, site, Stage.LoadTest, running: true);
        bench.Queue.Queued.Clear();

        await RecoverAsync(bench);

        var run = await bench.Queries.RunAsync(cut.Id, Bench.Cancel);
        Assert.Equal(RunStatus.Interrupted, run!.Status);
        Assert.Contains("start it again", run.EndNote, StringComparison.Ordinal);
        Assert.Empty(bench.Queue.Queued);
        Assert.Contains("Load test interrupted by a restart of the portal", await bench.HistoryAsync(site.Id));
        Assert.True((await bench.Runs.StartAsync(site.Id, Stage.LoadTest, Guid.NewGuid(), Bench.Csm, Bench.Cancel)).Succeeded);
    }

    [Fact]
    public async Task Run_queued_after_the_start_is_left_to_its_own_job()
    {
        await using var bench = await OpenAsync();
        var recovery = bench.Get<RunRecovery>();
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        await StartAsync(bench, "Mercy West", Stage.Configure, running: false);
        bench.Queue.Queued.Clear();

        await recovery.RecoverAsync(Bench.Cancel);

        Assert.Empty(bench.Queue.Queued);
    }

    private static Task<Bench> OpenAsync() => Bench.OpenAsync(services => services.AddSingleton<RunRecovery>());

    // The first look at the service is the new process's start.
    private static Task RecoverAsync(Bench bench) => bench.Get<RunRecovery>().RecoverAsync(Bench.Cancel);

    private static async Task<StageRun> StartAsync(Bench bench, string name, Stage stage, bool running) =>
        await StartAsync(bench, await bench.SiteAsync(name), stage, running);

    private static async Task<StageRun> StartAsync(Bench bench, Site site, Stage stage, bool running)
    {
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        var run = (await bench.Runs.StartAsync(site.Id, stage, Guid.NewGuid(), Bench.Csm, Bench.Cancel)).Value!;
        if (!running)
            return run;
        await using var db = await bench.DbAsync();
        (await db.Runs.FindAsync([run.Id], Bench.Cancel))!.Start(await bench.ReloadAsync(site.Id), bench.Time.GetUtcNow());
        await db.SaveChangesAsync(Bench.Cancel);
        return run;
    }
}
