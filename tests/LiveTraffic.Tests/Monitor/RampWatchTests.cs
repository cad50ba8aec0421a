using LiveTraffic.Alerting;
using LiveTraffic.Gateway;
using LiveTraffic.Tests.Support;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Ramp;
using Xunit;

namespace LiveTraffic.Tests.Monitor;

public sealed class RampWatchTests : IAsyncLifetime
{
    private LiveBench bench = null!;
    private Site site = null!;

    public async ValueTask InitializeAsync()
    {
        bench = await LiveBench.OpenAsync();
        site = await bench.RampAsync(["ED", "ICU", "LAB"]);
    }

    public async ValueTask DisposeAsync() => await bench.DisposeAsync();

    [Fact]
    public async Task Step_is_promoted_by_itself_when_it_is_proven_and_not_before()
    {
        await bench.LookAsync(site);
        await bench.CountAsync(site, 20);
        await bench.LookAsync(site);
        Assert.Equal(0, (await bench.RampOfAsync(site)).Step);

        bench.Time.Advance(Traffic.WholeClinicDay);
        await bench.LookAsync(site);

        var ramp = await bench.RampOfAsync(site);
        Assert.Equal((1, bench.Time.GetUtcNow()), (ramp.Step, ramp.StepSince));
        Assert.Equal(["ED", "ICU"], ramp.Admitted.Select(unit => unit.Code));
        var promoted = (await bench.DecisionsAsync(site))[^1];
        Assert.Equal((RampCall.Promote, 20, 20, 1, "The portal"), (promoted.Call, promoted.Verified, promoted.Judged, promoted.WholeDays, promoted.By));
        Assert.Contains("The portal: Ramp on to step 2 of 3, 2 of 3 care units in", await bench.HistoryAsync(site));
    }

    [Fact]
    public async Task Clinic_time_alone_never_promotes_and_the_same_word_is_stored_once()
    {
        for (var day = 0; day < 30; day++)
        {
            bench.Time.Advance(TimeSpan.FromDays(1));
            site = await bench.LookAsync(site);
        }

        Assert.Equal((SiteState.Ramp, 0), (site.State, (await bench.RampOfAsync(site)).Step));
        var held = Assert.Single(await bench.DecisionsAsync(site));
        Assert.Equal((RampCall.Hold, RampRule.NotEnoughEvidence), (held.Call, held.Rule));
    }

    [Fact]
    public async Task Last_proven_step_begins_hypercare()
    {
        site = await bench.ProveAsync(site);

        Assert.Equal(SiteState.Hypercare, site.State);
        Assert.Contains("The portal: Every care unit is in; hypercare begins", await bench.HistoryAsync(site));
    }

    [Fact]
    public async Task Sure_regression_rolls_back_and_raises_an_alert_that_no_probe_closes()
    {
        await bench.CountAsync(site, 10);
        await bench.CountAsync(site, 5, Encounter.Failed);

        site = await bench.LookAsync(site);

        Assert.Equal(SiteState.GoLive, site.State);
        var alert = (await bench.AlertAsync())!.Alert;
        Assert.Equal(StandingAlerts.RolledBack, alert.Code);
        Assert.Contains("10 of 15 answers were good", alert.Cause, StringComparison.Ordinal);
        await bench.Get<LiveTraffic.Monitor.HealthBook>().ForgetOthersAsync([], LiveBench.Cancel);
        Assert.NotNull(await bench.AlertAsync());

        await bench.Get<Alerts>().AcknowledgeAsync(alert.Id, LiveBench.Csm, LiveBench.Cancel);
        await bench.Get<LiveTraffic.Monitor.HealthBook>().ForgetOthersAsync([], LiveBench.Cancel);
        Assert.Null(await bench.AlertAsync());
    }

    [Fact]
    public async Task Third_answer_for_another_patient_rolls_back_however_many_were_right()
    {
        await bench.CountAsync(site, 5_000);
        await bench.CountAsync(site, 2, Encounter.WrongPatient);
        Assert.Equal(SiteState.Ramp, (await bench.LookAsync(site)).State);

        await bench.CountAsync(site, 1, Encounter.WrongPatient);

        Assert.Equal(SiteState.GoLive, (await bench.LookAsync(site)).State);
        Assert.Equal(RampRule.IdentityErrors, (await bench.DecisionsAsync(site))[^1].Rule);
    }

    [Fact]
    public async Task Five_failed_checks_in_a_row_roll_back_although_all_together_are_still_good()
    {
        await bench.CountAsync(site, 5_000);
        await bench.LookAsync(site);
        for (var check = 1; check <= 5; check++)
        {
            Assert.Equal(SiteState.Ramp, (await bench.ReloadAsync(site.Id)).State);
            await bench.CountAsync(site, 1, Encounter.Failed);
            await bench.LookAsync(site);
            // A look without new requests is no check.
            await bench.LookAsync(site);
        }

        Assert.Equal(SiteState.GoLive, (await bench.ReloadAsync(site.Id)).State);
        Assert.Equal(RampRule.FailedChecks, (await bench.DecisionsAsync(site))[^1].Rule);
    }

    [Fact]
    public async Task Our_own_shortage_never_rolls_back()
    {
        await bench.CountAsync(site, 500, Encounter.NotJudged);

        Assert.Equal(SiteState.Ramp, (await bench.LookAsync(site)).State);
        Assert.Equal(RampRule.NotEnoughEvidence, (await bench.DecisionsAsync(site))[^1].Rule);
    }

    [Fact]
    public async Task After_a_roll_back_going_live_needs_a_new_run_and_begins_with_the_same_unit()
    {
        await bench.CountAsync(site, 5, Encounter.Failed);
        site = await bench.LookAsync(site);
        Assert.Equal("not-permitted", (await bench.Get<SiteService>().FireAsync(site.Id, SiteTrigger.Continue, "Again", LiveBench.Csm, LiveBench.Cancel)).Refusal?.Code);
        await ReorderAsync();
        bench.Time.Advance(TimeSpan.FromMinutes(5));

        var run = await bench.Get<RunService>().StartAsync(site.Id, Stage.GoLive, Guid.NewGuid(), LiveBench.Csm, LiveBench.Cancel);
        await bench.Get<RunExecutor>().ExecuteAsync(run.Value!.Id, LiveBench.Cancel);

        Assert.Equal(SiteState.Ramp, (await bench.ReloadAsync(site.Id)).State);
        var ramp = await bench.RampOfAsync(site);
        Assert.Equal((0, "ED"), (ramp.Step, Assert.Single(ramp.Admitted).Code));
    }

    [Fact]
    public async Task First_group_stays_the_first_group_after_a_restart_and_an_edit_of_the_plan()
    {
        await ReorderAsync();
        await using var restarted = bench.Beside();
        await restarted.LookAsync(site);

        Assert.Equal("ED", Assert.Single((await restarted.RampOfAsync(site)).Admitted).Code);
    }

    [Fact]
    public async Task Two_processes_promote_a_step_once()
    {
        await using var other = bench.Beside();
        await bench.CountAsync(site, 20);
        bench.Time.Advance(Traffic.WholeClinicDay);

        await Task.WhenAll(bench.LookAsync(site), other.LookAsync(site));

        Assert.Equal(1, (await bench.RampOfAsync(site)).Step);
        Assert.Single(await bench.DecisionsAsync(site), decision => decision.Call is RampCall.Promote);
    }

    [Fact]
    public async Task Held_ramp_waits_for_a_person_and_still_rolls_back()
    {
        var ramps = bench.Get<Ramps>();
        Assert.True((await ramps.HoldAsync(site.Id, "The unit moves rooms.", LiveBench.Csm, LiveBench.Cancel)).Succeeded);
        Assert.Equal("ramp-held", (await ramps.HoldAsync(site.Id, "Again", LiveBench.Csm, LiveBench.Cancel)).Refusal?.Code);
        await bench.CountAsync(site, 20);
        bench.Time.Advance(Traffic.WholeClinicDay);
        await bench.LookAsync(site);
        Assert.Equal(0, (await bench.RampOfAsync(site)).Step);

        Assert.True((await ramps.GoOnAsync(site.Id, LiveBench.Csm, LiveBench.Cancel)).Succeeded);
        await bench.LookAsync(site);
        Assert.Equal(1, (await bench.RampOfAsync(site)).Step);

        await ramps.HoldAsync(site.Id, "Lunch.", LiveBench.Csm, LiveBench.Cancel);
        await bench.CountAsync(site, 5, Encounter.Failed);
        Assert.Equal(SiteState.GoLive, (await bench.LookAsync(site)).State);
    }

    [Fact]
    public async Task Person_promotes_only_where_the_rules_allow_it()
    {
        var ramps = bench.Get<Ramps>();
        Assert.Equal("ramp-not-proven", (await ramps.PromoteAsync(site.Id, LiveBench.Csm, LiveBench.Cancel)).Refusal?.Code);
        Assert.Equal(Actor.LooksOn, (await ramps.PromoteAsync(site.Id, new("m", "Mo", Roles.Manager), LiveBench.Cancel)).Refusal);
        await bench.CountAsync(site, 20);
        bench.Time.Advance(Traffic.WholeClinicDay);

        Assert.True((await ramps.PromoteAsync(site.Id, LiveBench.Csm, LiveBench.Cancel)).Succeeded);

        Assert.Equal(1, (await bench.RampOfAsync(site)).Step);
        Assert.Equal(LiveBench.Csm.Name, (await bench.DecisionsAsync(site))[^1].By);
    }

    [Fact]
    public async Task Edit_that_ends_evidence_takes_the_site_off_its_ramp()
    {
        var mapping = site.Configuration.Mapping with { Fields = [.. site.Configuration.Mapping.Fields.Skip(1)] };
        await bench.Get<SiteService>().SaveMappingAsync(site.Id, site.Version, mapping, new("Without an id"), LiveBench.Csm, LiveBench.Cancel);

        Assert.Equal(SiteState.MapFields, (await bench.ReloadAsync(site.Id)).State);
        Assert.Equal("An edit ended evidence", (await bench.RampOfAsync(site)).EndedWhy);
    }

    private async Task ReorderAsync()
    {
        await using var db = await bench.SitesAsync();
        var plan = db.GoLivePlans.Single();
        plan.Edit(plan.Environment, plan.Content with { Units = [.. plan.Content.Units.Reverse()] }, LiveBench.Csm, bench.Time.GetUtcNow());
        await db.SaveChangesAsync(LiveBench.Cancel);
    }
}
