using System.Diagnostics;
using System.Net;
using LiveTraffic.Gateway;
using LiveTraffic.Keys;
using LiveTraffic.Tests.Support;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Ramp;
using Xunit;

namespace LiveTraffic.Tests.Gateway;

/// <summary>Suspend and roll back take effect within a second, requests at a hospital that answers slowly included.</summary>
public sealed class StopTrafficTests : IAsyncLifetime
{
    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);

    private LiveBench bench = null!;
    private GatewayHost gateway = null!;
    private Site site = null!;
    private string key = null!;

    public async ValueTask InitializeAsync()
    {
        bench = await LiveBench.OpenAsync();
        gateway = await GatewayHost.StartAsync(bench.Get<PatientGateway>());
        site = await bench.RampAsync(["ED", "ICU"]);
        key = (await bench.Get<ApiKeys>().CreateAsync(site.Id, LiveBench.Csm, LiveBench.Cancel)).Value!.Plain;
        gateway.Unlock(key);
        bench.Hospital.Patients.Add(FakeHospital.Patient("p1", "M-100"));
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        await bench.DisposeAsync();
    }

    [Theory]
    [InlineData(false, HttpStatusCode.ServiceUnavailable, "site-suspended")]
    [InlineData(true, HttpStatusCode.Conflict, "site-rolled-back")]
    public async Task Stop_cancels_the_request_at_a_slow_hospital_and_tells_its_caller_why(bool rollBack, HttpStatusCode status, string code)
    {
        var asked = bench.Hospital.Silent = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var reading = gateway.ReadAsync("p1", "ED");
        await asked.Task.WaitAsync(LiveBench.Cancel);
        var began = Stopwatch.GetTimestamp();

        await StopAsync(rollBack);
        var problem = await GatewayHost.RefusedAsync(await reading, status, code);

        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, OneSecond);
        Assert.Contains("Wrong names were seen.", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        await GatewayHost.RefusedAsync(await gateway.ReadAsync("p1", "ED"), status, code);
        // A cancelled request says nothing of the hospital.
        await bench.Get<EncounterTally>().FlushAsync(LiveBench.Cancel);
        await using var db = await bench.SitesAsync();
        Assert.Empty(db.EncounterCounts);
    }

    [Fact]
    public async Task Stop_in_another_process_cancels_within_the_second_too()
    {
        await using var other = bench.Beside();
        await using var elsewhere = await GatewayHost.StartAsync(other.Get<PatientGateway>());
        elsewhere.Unlock(key);
        var asked = other.Hospital.Silent = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var reading = elsewhere.ReadAsync("p1", "ED");
        await asked.Task.WaitAsync(LiveBench.Cancel);

        await StopAsync(rollBack: false);
        Assert.True(TrafficWatch.LookEvery * 2 < OneSecond);
        bench.Time.Advance(TrafficWatch.LookEvery);

        await GatewayHost.RefusedAsync(await reading, HttpStatusCode.ServiceUnavailable, "site-suspended");
        await GatewayHost.RefusedAsync(await elsewhere.ReadAsync("p1", "ED"), HttpStatusCode.ServiceUnavailable, "site-suspended");
    }

    [Fact]
    public async Task Resumed_site_serves_from_where_it_stood_and_its_clinic_day_begins_anew()
    {
        bench.Time.Advance(TimeSpan.FromHours(3));
        await StopAsync(rollBack: false);
        bench.Time.Advance(TimeSpan.FromHours(2));

        Assert.True((await bench.Get<TrafficControl>().ResumeAsync(site.Id, "Names are right again.", LiveBench.Csm, LiveBench.Cancel)).Succeeded);

        Assert.Equal(SiteState.Ramp, (await bench.ReloadAsync(site.Id)).State);
        Assert.Equal(bench.Time.GetUtcNow(), (await bench.RampOfAsync(site)).StepSince);
        Assert.Equal(HttpStatusCode.OK, (await gateway.ReadAsync("p1", "ED")).StatusCode);
        var traffic = await bench.Get<TrafficReader>().ReadAsync(await bench.ReloadAsync(site.Id), LiveBench.Cancel);
        Assert.Null(traffic.Stop);
        var stop = Assert.Single(traffic.Stops);
        Assert.Equal((LiveBench.Csm.Name, "Wrong names were seen.", LiveBench.Csm.Name), (stop.By, stop.Reason, stop.LiftedBy));
    }

    [Fact]
    public async Task Stop_asks_for_the_name_a_reason_and_the_right_to_work()
    {
        var control = bench.Get<TrafficControl>();
        Assert.Equal("name-differs", (await control.SuspendAsync(site.Id, "mercy west", "Because", LiveBench.Csm, LiveBench.Cancel)).Refusal?.Code);
        Assert.Equal(SiteRefusals.ReasonNeeded, (await control.SuspendAsync(site.Id, site.Name, " ", LiveBench.Csm, LiveBench.Cancel)).Refusal);
        Assert.Equal("review-patient-like", (await control.RollBackAsync(site.Id, site.Name, "MRN 1234567 came for another", LiveBench.Csm, LiveBench.Cancel)).Refusal?.Code);
        Assert.Equal(Actor.LooksOn, (await control.RollBackAsync(site.Id, site.Name, "Because", new("m", "Mo", Roles.Manager), LiveBench.Cancel)).Refusal);
        Assert.Equal(SiteState.Ramp, (await bench.ReloadAsync(site.Id)).State);
    }

    private async Task StopAsync(bool rollBack)
    {
        var control = bench.Get<TrafficControl>();
        var stopped = rollBack
            ? await control.RollBackAsync(site.Id, site.Name, "Wrong names were seen.", LiveBench.Csm, LiveBench.Cancel)
            : await control.SuspendAsync(site.Id, site.Name, "Wrong names were seen.", LiveBench.Csm, LiveBench.Cancel);
        Assert.True(stopped.Succeeded, stopped.Refusal?.Message);
    }
}
