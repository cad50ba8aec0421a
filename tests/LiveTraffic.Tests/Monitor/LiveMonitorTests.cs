using EhrAdapters.Diagnosis;
using LiveTraffic.Alerting;
using LiveTraffic.Monitor;
using LiveTraffic.Persistence;
using LiveTraffic.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Sites;
using Xunit;

namespace LiveTraffic.Tests.Monitor;

public sealed class LiveMonitorTests
{
    private static readonly Finding Refused = FindingCatalog.Create(FindingCodes.TcpRefused);

    [Fact]
    public async Task Live_site_is_unknown_until_the_first_probe_and_then_up()
    {
        await using var bench = await LiveBench.OpenAsync();
        await bench.SiteAsync();
        Assert.Equal(LiveHealth.Unknown, (await ListAsync(bench)).Health);

        await ProbeAsync(bench);

        var site = await ListAsync(bench);
        Assert.Equal(LiveHealth.Up, site.Health);
        Assert.NotNull(site.LastProbe);
        Assert.NotNull(site.P95Milliseconds);
    }

    [Fact]
    public async Task Second_failure_is_down_and_the_third_alerts_with_its_owner()
    {
        await using var bench = await LiveBench.OpenAsync();
        await bench.SiteAsync();
        await ProbeAsync(bench);
        bench.Hospital.Down = Refused;
        var began = bench.Time.GetUtcNow() + TimeSpan.FromMinutes(1);

        await ProbeAsync(bench);
        Assert.Equal(LiveHealth.Up, (await ListAsync(bench)).Health);
        await ProbeAsync(bench);
        Assert.Equal((LiveHealth.Down, began), ((await ListAsync(bench)).Health, (await ListAsync(bench)).Since));
        Assert.Null((await ListAsync(bench)).OpenAlert);
        await ProbeAsync(bench);

        var alert = (await ListAsync(bench)).OpenAlert!;
        Assert.Equal((Refused.Code, Refused.Owner, Refused.Cause), (alert.Code, alert.Owner, alert.Cause));
        Assert.Equal(began, alert.Since);
    }

    [Fact]
    public async Task Outage_opens_one_alert_however_long_it_lasts()
    {
        await using var bench = await LiveBench.OpenAsync();
        await bench.SiteAsync();
        bench.Hospital.Down = Refused;
        for (var i = 0; i < 8; i++)
            await ProbeAsync(bench);

        await using var db = await bench.DbAsync();
        Assert.Equal(1, await db.Alerts.CountAsync(LiveBench.Cancel));
    }

    [Fact]
    public async Task Alert_is_closed_by_proven_good_and_not_by_one_good_probe()
    {
        await using var bench = await LiveBench.OpenAsync();
        await bench.SiteAsync();
        bench.Hospital.Down = Refused;
        for (var i = 0; i < 3; i++)
            await ProbeAsync(bench);
        bench.Hospital.Down = null;

        await ProbeAsync(bench);
        Assert.NotNull((await ListAsync(bench)).OpenAlert);
        for (var i = 0; i < 15; i++)
            await ProbeAsync(bench);

        Assert.Null((await ListAsync(bench)).OpenAlert);
        Assert.Equal(LiveHealth.Up, (await ListAsync(bench)).Health);
    }

    [Fact]
    public async Task Fault_of_our_own_side_never_says_that_the_hospital_is_down()
    {
        await using var bench = await LiveBench.OpenAsync();
        await bench.SiteAsync();
        bench.Hospital.Down = FindingCatalog.Create(FindingCodes.SelfEgress);
        for (var i = 0; i < 3; i++)
            await ProbeAsync(bench);

        var site = await ListAsync(bench);
        Assert.Equal(LiveHealth.Unknown, site.Health);
        Assert.Equal(FaultOwner.OurService, site.OpenAlert!.Owner);
    }

    [Fact]
    public async Task Alert_of_a_site_that_left_live_is_closed()
    {
        await using var bench = await LiveBench.OpenAsync();
        var site = await bench.SiteAsync();
        bench.Hospital.Down = Refused;
        for (var i = 0; i < 3; i++)
            await ProbeAsync(bench);

        await bench.Get<SiteService>().FireAsync(site.Id, SiteTrigger.Hold, "The hospital moves house.", LiveBench.Csm, LiveBench.Cancel);
        await ProbeAsync(bench);

        Assert.Empty(await bench.Get<Alerts>().OpenAsync(LiveBench.Cancel));
    }

    [Fact]
    public async Task Acknowledged_alert_keeps_who_and_stays_open()
    {
        await using var bench = await LiveBench.OpenAsync();
        await bench.SiteAsync();
        bench.Hospital.Down = Refused;
        for (var i = 0; i < 3; i++)
            await ProbeAsync(bench);
        var alerts = bench.Get<Alerts>();

        await alerts.AcknowledgeAsync((await alerts.OpenAsync(LiveBench.Cancel))[0].Alert.Id, LiveBench.Csm, LiveBench.Cancel);

        Assert.Equal(LiveBench.Csm.Name, (await alerts.OpenAsync(LiveBench.Cancel))[0].Alert.AcknowledgedBy);
    }

    [Fact]
    public async Task Monitor_looks_at_once_when_a_site_goes_live()
    {
        await using var bench = await LiveBench.OpenAsync();
        var monitor = Monitor(bench);
        await monitor.StartAsync(LiveBench.Cancel);
        var probed = new TaskCompletionSource();
        using var heard = bench.Get<SiteHub>().Subscribe(null, _ =>
        {
            if (bench.Hospital.Made > 0)
                probed.TrySetResult();
        });

        await bench.SiteAsync();
        await probed.Task.WaitAsync(LiveBench.Cancel);
        await monitor.StopAsync(LiveBench.Cancel);

        Assert.Equal(LiveHealth.Up, (await ListAsync(bench)).Health);
    }

    private static LiveMonitor Monitor(LiveBench bench) =>
        bench.Services.GetServices<IHostedService>().OfType<LiveMonitor>().Single();

    private static async Task ProbeAsync(LiveBench bench)
    {
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        await Monitor(bench).ProbeAllAsync(LiveBench.Cancel);
    }

    private static async Task<LiveSite> ListAsync(LiveBench bench) => Assert.Single(await bench.Get<LiveSites>().ListAsync(LiveBench.Cancel));
}
