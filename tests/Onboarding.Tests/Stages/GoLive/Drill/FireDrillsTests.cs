using EhrAdapters;
using EhrAdapters.Diagnosis;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Onboarding.Evidence;
using Onboarding.HospitalLinks;
using Onboarding.Lifecycle;
using Onboarding.Notices;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Drill;
using Onboarding.Stages.GoLive.Plan;
using Onboarding.Tests.Stages.GoLive.Plan;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Stages.GoLive.Drill;

public sealed class FireDrillsTests : IAsyncLifetime
{
    private static readonly ResultRow Good = new() { Code = "X", Check = "A part", State = CheckState.Passed };

    private Bench bench = null!;
    private Site site = null!;

    private FireDrills Drills => bench.Get<FireDrills>();

    public async ValueTask InitializeAsync()
    {
        bench = await Bench.OpenAsync(services => services.Configure<OnboardingOptions>(options => options.PublicBaseUrl = "https://portal.example"));
        site = await bench.ReadyAsync();
    }

    public async ValueTask DisposeAsync() => await bench.DisposeAsync();

    [Fact]
    public async Task Start_sends_a_labelled_test_alert_to_both_sides()
    {
        await StartAsync();

        var sent = (await bench.Get<Outbox>().ListAsync(site.Id, 20, Bench.Cancel)).Where(notice => notice.Purpose == DrillMail.Purpose).ToList();
        Assert.Equal(["ember@portal.example", "tamsin@hospital.example"], sent.Select(notice => notice.To).Order());
        Assert.All(sent, notice => Assert.StartsWith("[Test] Alert for Mercy West", notice.Subject, StringComparison.Ordinal));
        Assert.All(sent, notice => Assert.Contains("this is a test", notice.Body, StringComparison.Ordinal));
        Assert.Contains("Fire drill started; test alert to Ember Quoin and Tamsin Rook", await bench.HistoryAsync(site.Id));
        Assert.Single(await Drills.OpenAsync(Bench.Cancel));
    }

    [Fact]
    public async Task Both_sides_in_time_and_every_part_good_passes_and_opens_the_gate()
    {
        var drill = await StartAsync();
        await MeasureAsync(drill);
        bench.Time.Advance(TimeSpan.FromMinutes(4));
        await Drills.AcknowledgeAsync(drill.Id, PlanBench.Engineer, Bench.Cancel);
        Assert.True((await Drills.ReadAsync(site.Id, Bench.Cancel)).Last!.InFlight);

        bench.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.StartsWith("Thank you", (await bench.Get<LinkDesk>().FollowAsync(await TokenAsync(), Bench.Cancel)).Value, StringComparison.Ordinal);

        var view = await Drills.ReadAsync(site.Id, Bench.Cancel);
        Assert.Equal((DrillState.Finished, CheckState.Passed), (view.Last!.State, view.Last.Verdict));
        Assert.Equal(["after 4 min", "after 6 min"], view.Last.Rows.Take(2).Select(row => row.Measured));
        Assert.Equal("9 min left", view.Last.Rows[1].Margin);
        Assert.Equal(GateState.Open, view.Standing.State);
        Assert.Equal("Tamsin Rook, interface analyst", view.Last.HospitalBy);
        Assert.Empty(await Drills.OpenAsync(Bench.Cancel));
    }

    [Fact]
    public async Task Side_that_is_silent_fails_the_drill_at_the_limit_and_says_whose_move()
    {
        var drill = await StartAsync();
        await MeasureAsync(drill);
        var token = await TokenAsync();
        await Drills.AcknowledgeAsync(drill.Id, Bench.Csm, Bench.Cancel);
        bench.Time.Advance(FireDrill.AcknowledgeWithin);
        await Drills.ChangeAsync(drill.Id, (_, _, _) => null, Bench.Cancel);

        var view = await Drills.ReadAsync(site.Id, Bench.Cancel);
        var row = Assert.Single(view.Last!.Rows, row => row.State is CheckState.Failed);
        Assert.Equal((DrillRows.HospitalCode, FaultOwner.Hospital, "not acknowledged"), (row.Code, row.Owner, row.Measured));
        Assert.Contains("call Tamsin Rook (+1 555 0118)", row.NextStep, StringComparison.Ordinal);
        Assert.Equal(GateState.Closed, view.Standing.State);
        var page = (await bench.Get<LinkDesk>().FindAsync(token, Bench.Cancel))!.Page!;
        Assert.Equal((null, "The time for this test is over. You may get another test alert later."), (page.Button, page.Happened));
    }

    [Fact]
    public async Task Acknowledgement_after_the_limit_is_too_late()
    {
        var drill = await StartAsync();
        bench.Time.Advance(TimeSpan.FromMinutes(16));
        await Drills.AcknowledgeAsync(drill.Id, Bench.Csm, Bench.Cancel);
        await MeasureAsync(drill);

        var row = (await Drills.ReadAsync(site.Id, Bench.Cancel)).Last!.Rows[0];
        Assert.Equal((CheckState.Failed, "after 16 min"), (row.State, row.Measured));
    }

    [Fact]
    public async Task Opening_the_hospitals_link_acknowledges_nothing()
    {
        await StartAsync();

        var page = (await bench.Get<LinkDesk>().FindAsync(await TokenAsync(), Bench.Cancel))!.Page!;

        Assert.Equal("Acknowledge the test alert", page.Button);
        Assert.Null((await Drills.ReadAsync(site.Id, Bench.Cancel)).Last!.HospitalAt);
    }

    [Fact]
    public async Task Drill_lives_fourteen_days()
    {
        await PassAsync();
        bench.Time.Advance(FireDrill.Life);
        Assert.Equal(GateState.Open, await GateAsync());

        bench.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(GateState.NotEnoughEvidence, await GateAsync());
    }

    [Fact]
    public async Task Drill_with_other_people_proves_nothing_and_another_units_order_changes_nothing()
    {
        await PassAsync();
        await bench.PlanAsync(site, plan => plan with { Units = [.. plan.Units.Reverse()] }, seen: 1);
        Assert.Equal(GateState.Open, await GateAsync());

        await bench.PlanAsync(site, plan => plan with { Contacts = [.. plan.Contacts.Select(one => one.Role is ContactRole.InterfaceAnalyst ? one with { Name = "Wren Hale", Mail = "wren@hospital.example" } : one)] }, seen: 2);

        var standing = (await Drills.ReadAsync(site.Id, Bench.Cancel)).Standing;
        Assert.Equal(GateState.NotEnoughEvidence, standing.State);
        Assert.StartsWith("Somebody else hears", standing.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopped_drill_takes_nothing_away_from_the_one_before()
    {
        await PassAsync();
        var second = await StartAsync();
        Assert.True((await Drills.StopAsync(second.Id, Bench.Csm, Bench.Cancel)).Succeeded);

        Assert.Equal(GateState.Open, await GateAsync());
        Assert.Equal(DrillRefusals.Over, (await Drills.AcknowledgeAsync(second.Id, Bench.Csm, Bench.Cancel)).Refusal);
    }

    [Fact]
    public async Task Reminder_writes_once_more_to_who_is_silent_and_not_every_minute()
    {
        var drill = await StartAsync();
        Assert.Equal("drill-reminded", (await Drills.RemindAsync(drill.Id, DrillSide.Hospital, Bench.Csm, Bench.Cancel)).Refusal!.Code);
        bench.Time.Advance(FireDrills.RemindEvery);

        Assert.True((await Drills.RemindAsync(drill.Id, DrillSide.Hospital, Bench.Csm, Bench.Cancel)).Succeeded);

        var mails = (await bench.Get<Outbox>().ListAsync(site.Id, 20, Bench.Cancel)).Where(notice => notice.Purpose == DrillMail.Purpose);
        Assert.Equal(2, mails.Count(mail => mail.To == "tamsin@hospital.example"));
        await Drills.AcknowledgeAsync(drill.Id, Bench.Csm, Bench.Cancel);
        Assert.True((await Drills.RemindAsync(drill.Id, DrillSide.Ours, Bench.Csm, Bench.Cancel)).Succeeded);
        Assert.Equal(1, mails.Count(mail => mail.To == "ember@portal.example"));
    }

    [Fact]
    public async Task Two_clicks_are_one_drill_and_a_second_person_is_told_who_holds_it()
    {
        var press = Guid.NewGuid();
        var first = await Drills.StartAsync(site.Id, press, Bench.Csm, Bench.Cancel);
        var again = await Drills.StartAsync(site.Id, press, Bench.Csm, Bench.Cancel);
        var other = await Drills.StartAsync(site.Id, Guid.NewGuid(), PlanBench.Engineer, Bench.Cancel);

        Assert.Equal(first.Value!.Id, again.Value!.Id);
        Assert.Contains("Juno Marrow", other.Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Managers_look_on()
    {
        Assert.Equal(Actor.LooksOn, (await Drills.StartAsync(site.Id, Guid.NewGuid(), PlanBench.Manager, Bench.Cancel)).Refusal);
        var drill = await StartAsync();

        Assert.Equal(Actor.LooksOn, (await Drills.AcknowledgeAsync(drill.Id, PlanBench.Manager, Bench.Cancel)).Refusal);
        Assert.Equal(Actor.LooksOn, (await Drills.StopAsync(drill.Id, PlanBench.Manager, Bench.Cancel)).Refusal);
        Assert.Equal(Actor.LooksOn, (await Drills.RemindAsync(drill.Id, DrillSide.Ours, PlanBench.Manager, Bench.Cancel)).Refusal);
    }

    [Fact]
    public async Task Plan_that_names_nobody_at_the_hospital_starts_no_drill()
    {
        await bench.PlanAsync(site, plan => plan with { Contacts = [.. plan.Contacts.Where(one => !one.Role.IsHospital())], AlertRoutes = [ContactRole.OnCall] }, seen: 1);

        var refused = await Drills.StartAsync(site.Id, Guid.NewGuid(), Bench.Csm, Bench.Cancel);

        Assert.Contains("nobody at the hospital", refused.Refusal!.Message, StringComparison.Ordinal);
        Assert.Empty(await bench.Get<Outbox>().ListAsync(site.Id, 20, Bench.Cancel));
    }

    [Fact]
    public async Task Two_who_acknowledge_at_once_both_succeed_and_the_first_stands()
    {
        var drill = await StartAsync();

        var both = await Task.WhenAll(Drills.AcknowledgeAsync(drill.Id, Bench.Csm, Bench.Cancel), Drills.AcknowledgeAsync(drill.Id, PlanBench.Engineer, Bench.Cancel));

        Assert.All(both, done => Assert.True(done.Succeeded));
        Assert.Single(await bench.HistoryAsync(site.Id), line => line.StartsWith("Acknowledged the test alert for our side", StringComparison.Ordinal));
    }

    private async Task<FireDrill> StartAsync()
    {
        var started = await Drills.StartAsync(site.Id, Guid.NewGuid(), Bench.Csm, Bench.Cancel);
        Assert.True(started.Succeeded, started.Refusal?.Message);
        return started.Value!;
    }

    private Task MeasureAsync(FireDrill drill) => Drills.ChangeAsync(drill.Id, (_, running, _) =>
    {
        running.Measured(Good, Good, Good);
        return null;
    }, Bench.Cancel);

    private async Task PassAsync()
    {
        var drill = await StartAsync();
        await MeasureAsync(drill);
        await Drills.AcknowledgeAsync(drill.Id, Bench.Csm, Bench.Cancel);
        await Drills.AcknowledgeByHospitalAsync(drill.Id, "Tamsin Rook", Bench.Cancel);
    }

    private async Task<GateState> GateAsync() => (await Drills.ReadAsync(site.Id, Bench.Cancel)).Standing.State;

    private async Task<string> TokenAsync()
    {
        var mail = (await bench.Get<Outbox>().ListAsync(site.Id, 20, Bench.Cancel)).First(notice => notice.To == "tamsin@hospital.example" && notice.Purpose == DrillMail.Purpose);
        var body = (await bench.Get<Outbox>().TakeAsync(mail.Id, Bench.Csm, Bench.Cancel)).Value!.Body;
        return body.Split("/h/")[1].Split('\n')[0].Trim();
    }
}
