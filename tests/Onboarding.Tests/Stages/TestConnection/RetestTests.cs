using EhrAdapters.Diagnosis;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Onboarding.Lifecycle;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Stages.TestConnection.Retest;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Stages.TestConnection;

public sealed class RetestTests
{
    [Fact]
    public async Task Plan_runs_at_its_times_and_ends_when_the_connection_works()
    {
        await using var bench = await Bench.OpenAsync();
        var (site, failed) = await FailedAsync(bench, FindingCodes.Http503);
        var plan = (await bench.Get<Retests>().StartAsync(site.Id, failed.Id, Bench.Csm, Bench.Cancel)).Value!;
        Assert.Equal(failed.FinishedAt + TimeSpan.FromMinutes(15), plan.NextAt);

        await LookAsync(bench);
        Assert.Equal(2, await RunsAsync(bench, site));
        await TurnAsync(bench, 15);
        await TurnAsync(bench, 30);
        bench.Runners[Stage.TestConnection].Ends(CheckState.Passed);
        await TurnAsync(bench, 60);

        var ended = await PlanAsync(bench, site);
        Assert.Equal((RetestEnd.Passed, 3), (ended.End, ended.Tries));
        Assert.Equal("Passed by itself after 3 re-tests, 1 h 45 min.", ended.EndedWhy);
        Assert.Contains("Passed by itself after 3 re-tests, 1 h 45 min", await bench.HistoryAsync(site.Id));
        Assert.Equal(Actor.Portal.Id, (await bench.Queries.RunsAsync(site.Id, Stage.TestConnection, 1, Bench.Cancel))[0].RequestedBy);
    }

    [Fact]
    public async Task Other_cause_ends_the_plan_because_a_person_must_look()
    {
        await using var bench = await Bench.OpenAsync();
        var (site, failed) = await FailedAsync(bench, FindingCodes.DnsNxDomain);
        await bench.Get<Retests>().StartAsync(site.Id, failed.Id, Bench.Csm, Bench.Cancel);
        Fails(bench, FindingCodes.TcpTimeout);

        await TurnAsync(bench, 15);

        var ended = await PlanAsync(bench, site);
        Assert.Equal(RetestEnd.OtherCause, ended.End);
        Assert.Contains("Somebody has to look", ended.EndedWhy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Edit_of_the_settings_ends_the_plan()
    {
        await using var bench = await Bench.OpenAsync();
        var (site, failed) = await FailedAsync(bench, FindingCodes.DnsNxDomain);
        await bench.Get<Retests>().StartAsync(site.Id, failed.Id, Bench.Csm, Bench.Cancel);
        site = await bench.ReloadAsync(site.Id);
        await bench.Sites.SaveConnectionAsync(site.Id, site.Version, Samples.Connection with { FhirBaseUrl = new("https://other.example/r4") }, null, Bench.Csm, Bench.Cancel);

        await LookAsync(bench);

        Assert.Equal(RetestEnd.SettingsEdited, (await PlanAsync(bench, site)).End);
    }

    [Fact]
    public async Task Site_on_hold_is_not_tested_by_itself()
    {
        await using var bench = await Bench.OpenAsync();
        var (site, failed) = await FailedAsync(bench, FindingCodes.DnsNxDomain);
        await bench.Get<Retests>().StartAsync(site.Id, failed.Id, Bench.Csm, Bench.Cancel);
        await bench.Sites.FireAsync(site.Id, SiteTrigger.Hold, "Contract", Bench.Csm, Bench.Cancel);

        await TurnAsync(bench, 15);

        Assert.Equal(RetestEnd.SitePaused, (await PlanAsync(bench, site)).End);
        Assert.Equal(2, await RunsAsync(bench, site));
    }

    [Fact]
    public async Task Plan_whose_tries_are_used_up_says_so()
    {
        await using var bench = await Bench.OpenAsync();
        var (site, failed) = await FailedAsync(bench, FindingCodes.Http503);
        await bench.Get<Retests>().StartAsync(site.Id, failed.Id, Bench.Csm, Bench.Cancel);

        bench.Time.Advance(TimeSpan.FromHours(24));
        await TurnAsync(bench, 0);

        var ended = await PlanAsync(bench, site);
        Assert.Equal((RetestEnd.TriesUsed, 1), (ended.End, ended.Tries));
    }

    [Fact]
    public async Task Stop_stops_and_twice_is_once()
    {
        await using var bench = await Bench.OpenAsync();
        var (site, failed) = await FailedAsync(bench, FindingCodes.Http503);
        await bench.Get<Retests>().StartAsync(site.Id, failed.Id, Bench.Csm, Bench.Cancel);

        await bench.Get<Retests>().StopAsync(site.Id, Bench.Csm, Bench.Cancel);
        await bench.Get<Retests>().StopAsync(site.Id, Bench.Csm, Bench.Cancel);
        await TurnAsync(bench, 15);

        Assert.Equal(RetestEnd.Stopped, (await PlanAsync(bench, site)).End);
        Assert.Equal(2, await RunsAsync(bench, site));
        Assert.Single(await bench.HistoryAsync(site.Id), line => line == "Re-tests stopped");
    }

    [Fact]
    public async Task Firewall_finding_is_refused_in_words()
    {
        await using var bench = await Bench.OpenAsync();
        var (site, failed) = await FailedAsync(bench, FindingCodes.TcpTimeout);

        Assert.Equal(RetestRefusals.CannotHelp, (await bench.Get<Retests>().StartAsync(site.Id, failed.Id, Bench.Csm, Bench.Cancel)).Refusal);
    }

    [Fact]
    public async Task Two_clicks_are_one_plan()
    {
        await using var bench = await Bench.OpenAsync();
        var (site, failed) = await FailedAsync(bench, FindingCodes.Http503);

        var both = await Task.WhenAll(
            bench.Get<Retests>().StartAsync(site.Id, failed.Id, Bench.Csm, Bench.Cancel), bench.Get<Retests>().StartAsync(site.Id, failed.Id, Bench.Csm, Bench.Cancel));

        Assert.Equal(both[0].Value!.Id, both[1].Value!.Id);
    }

    [Fact]
    public async Task Two_processes_that_look_at_once_make_one_run()
    {
        await using var bench = await Bench.OpenAsync();
        var (site, failed) = await FailedAsync(bench, FindingCodes.Http503);
        await bench.Get<Retests>().StartAsync(site.Id, failed.Id, Bench.Csm, Bench.Cancel);
        bench.Time.Advance(TimeSpan.FromMinutes(15));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => LookAsync(bench))));

        Assert.Equal(3, await RunsAsync(bench, site));
        Assert.Equal(1, (await PlanAsync(bench, site)).Tries);
    }

    [Fact]
    public async Task Crash_between_taking_a_try_and_starting_it_loses_nothing_and_doubles_nothing()
    {
        await using var bench = await Bench.OpenAsync();
        var (site, failed) = await FailedAsync(bench, FindingCodes.Http503);
        await bench.Get<Retests>().StartAsync(site.Id, failed.Id, Bench.Csm, Bench.Cancel);
        Guid request;
        await using (var db = await bench.DbAsync())
        {
            request = (await db.RetestPlans.SingleAsync(Bench.Cancel)).Claim();
            await db.SaveChangesAsync(Bench.Cancel);
        }

        await LookAsync(bench);
        await LookAsync(bench);

        var runs = await bench.Queries.RunsAsync(site.Id, Stage.TestConnection, 5, Bench.Cancel);
        Assert.Equal(request, runs[0].RequestId);
        Assert.Equal((2, 1), (runs.Count, (await PlanAsync(bench, site)).Tries));
    }

    [Fact]
    public async Task Fourth_refused_sign_in_within_an_hour_is_put_off()
    {
        await using var bench = await Bench.OpenAsync();
        bench.Adapters.Profile = bench.Adapters.Profile with { ActivationDelay = TimeSpan.FromHours(12) };
        var (site, failed) = await FailedAsync(bench, FindingCodes.OauthInvalidClient);
        await bench.Get<Retests>().StartAsync(site.Id, failed.Id, Bench.Csm, Bench.Cancel);
        bench.Time.Advance(TimeSpan.FromMinutes(50));
        for (var impatient = 0; impatient < 3; impatient++)
            await bench.RunAsync(site.Id, Stage.TestConnection);

        bench.Time.Advance(TimeSpan.FromMinutes(10));
        await LookAsync(bench);

        var plan = await PlanAsync(bench, site);
        Assert.Equal(0, plan.Tries);
        Assert.True(plan.NextAt > bench.Time.GetUtcNow() + TimeSpan.FromMinutes(40), "put off until the oldest refusal is an hour old");
    }

    [Fact]
    public async Task Sent_letter_starts_the_plan_where_waiting_helps()
    {
        await using var bench = await Bench.OpenAsync();
        var (site, failed) = await FailedAsync(bench, FindingCodes.DnsNxDomain);

        await bench.Get<Letters>().SentAsync(site.Id, failed.Id, failed.Rows[0] with { Letter = new("Please", "Hello") }, new("Interface analyst"), Bench.Csm, Bench.Cancel);

        Assert.True((await PlanAsync(bench, site)).Active);
    }

    [Fact]
    public async Task Scheduler_looks_at_once_and_then_twice_a_minute()
    {
        await using var bench = await Bench.OpenAsync();
        var (site, failed) = await FailedAsync(bench, FindingCodes.Http503);
        await bench.Get<Retests>().StartAsync(site.Id, failed.Id, Bench.Csm, Bench.Cancel);
        bench.Time.Advance(TimeSpan.FromMinutes(15));
        var started = new TaskCompletionSource();
        using var heard = bench.Get<SiteHub>().Subscribe(site.Id, happened =>
        {
            if (happened.RunId is not null)
                started.TrySetResult();
        });
        using var scheduler = new RetestScheduler(bench.Get<RetestWork>(), bench.Get<SiteHub>(), bench.Time, NullLogger<RetestScheduler>.Instance);

        await scheduler.StartAsync(Bench.Cancel);
        bench.Time.Advance(RetestScheduler.Tick);
        await started.Task.WaitAsync(TimeSpan.FromSeconds(20), Bench.Cancel);
        await scheduler.StopAsync(Bench.Cancel);

        Assert.Equal(3, await RunsAsync(bench, site));
    }

    private static async Task<(Site Site, StageRun Failed)> FailedAsync(Bench bench, string code)
    {
        var site = await bench.SiteAsync();
        await bench.RunAsync(site.Id, Stage.Configure);
        Fails(bench, code);
        return (site, await bench.RunAsync(site.Id, Stage.TestConnection));
    }

    private static void Fails(Bench bench, string code) =>
        bench.Runners[Stage.TestConnection].Work = (_, _) => Task.FromResult(new StageOutcome([Onboarding.Evidence.ResultRow.Of("A check", FindingCatalog.Create(code), null)]));

    private static Task LookAsync(Bench bench) => bench.Get<RetestWork>().LookAsync(Bench.Cancel);

    /// <summary>Time passes, the scheduler looks, the run is worked off, the scheduler looks again.</summary>
    private static async Task TurnAsync(Bench bench, int minutes)
    {
        bench.Time.Advance(TimeSpan.FromMinutes(minutes));
        await LookAsync(bench);
        if (bench.Queue.Queued is [.., var last] && bench.StatusOf(last) is RunStatus.Queued)
            await bench.Executor.ExecuteAsync(last, Bench.Cancel);
        await LookAsync(bench);
    }

    private static async Task<RetestPlan> PlanAsync(Bench bench, Site site) => (await bench.Get<Retests>().NewestAsync(site.Id, Bench.Cancel))!;

    private static async Task<int> RunsAsync(Bench bench, Site site)
    {
        await using var db = await bench.DbAsync();
        return await db.Runs.CountAsync(run => run.SiteId == site.Id, Bench.Cancel);
    }
}
