using EhrAdapters.Diagnosis;
using LiveTraffic.Alerting;
using LiveTraffic.Gateway;
using LiveTraffic.Monitor;
using LiveTraffic.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Onboarding.Lifecycle;
using Onboarding.Notices;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Hypercare;
using Onboarding.Stages.GoLive.Plan;
using Xunit;

namespace LiveTraffic.Tests.Monitor;

public sealed class HypercareWatchTests : IAsyncLifetime
{
    private LiveBench bench = null!;
    private Site site = null!;

    public async ValueTask InitializeAsync()
    {
        bench = await LiveBench.OpenAsync();
        site = await bench.ProveAsync(await bench.RampAsync(["ED"], new() { HypercareDays = 3 }));
        Assert.Equal(SiteState.Hypercare, site.State);
    }

    public async ValueTask DisposeAsync() => await bench.DisposeAsync();

    [Fact]
    public async Task Note_is_written_for_each_day_once_it_is_over_and_only_once()
    {
        await bench.CountAsync(site, 30);
        await bench.CareAsync(site);
        Assert.Empty(await bench.NotesAsync(site));

        bench.Time.Advance(TimeSpan.FromDays(1));
        await bench.CareAsync(site);
        await using var other = bench.Beside();
        await other.CareAsync(site);

        var note = Assert.Single(await bench.NotesAsync(site));
        Assert.Equal((1, 30, 30, DayState.Clean), (note.Number, note.Requests, note.Good, note.State));
        Assert.Empty(note.Worse);
    }

    [Fact]
    public async Task Note_counts_what_came_in_the_days_last_second()
    {
        await bench.CountAsync(site, 30, flush: false);

        bench.Time.Advance(TimeSpan.FromDays(1));
        await bench.CareAsync(site);

        Assert.Equal(30, Assert.Single(await bench.NotesAsync(site)).Requests);
    }

    [Fact]
    public async Task Portal_that_was_down_catches_up_with_the_days_in_between()
    {
        bench.Time.Advance(TimeSpan.FromDays(2));
        await bench.CareAsync(site);

        Assert.Equal([1, 2], (await bench.NotesAsync(site)).Select(note => note.Number));
        Assert.All(await bench.NotesAsync(site), note => Assert.Equal(DayState.NoTraffic, note.State));
    }

    [Fact]
    public async Task Site_is_live_by_itself_after_its_days_when_the_last_one_with_traffic_was_clean()
    {
        for (var day = 0; day < 3; day++)
        {
            Assert.Equal(SiteState.Hypercare, site.State);
            await bench.CountAsync(site, 20);
            bench.Time.Advance(TimeSpan.FromDays(1));
            site = await bench.CareAsync(site);
        }

        Assert.Equal(SiteState.Live, site.State);
        Assert.Contains("The portal: Hypercare is over: live", await bench.HistoryAsync(site));
    }

    [Fact]
    public async Task Unclean_last_day_keeps_it_until_a_clean_one_or_a_reason()
    {
        await bench.CountAsync(site, 20, Encounter.Failed);
        bench.Time.Advance(TimeSpan.FromDays(1));
        site = await bench.CareAsync(site);
        var desk = bench.Get<HypercareDesk>();
        Assert.Equal("hypercare-days-left", (await desk.EndAsync(site.Id, "It was the network.", LiveBench.Csm, LiveBench.Cancel)).Refusal?.Code);
        bench.Time.Advance(TimeSpan.FromDays(3));
        site = await bench.CareAsync(site);
        Assert.Equal(SiteState.Hypercare, site.State);

        Assert.True((await desk.EndAsync(site.Id, "It was the network.", LiveBench.Csm, LiveBench.Cancel)).Succeeded);

        Assert.Equal(SiteState.Live, (await bench.ReloadAsync(site.Id)).State);
        Assert.Contains("Juno Marrow: Hypercare is over: live: It was the network", await bench.HistoryAsync(site));
    }

    [Fact]
    public async Task Broken_limit_alerts_once_a_day_and_is_an_incident_of_the_days_note()
    {
        await bench.CountAsync(site, 20);
        await bench.CountAsync(site, 8, Encounter.Failed);
        await bench.CareAsync(site);
        await bench.CareAsync(site);
        var alert = (await bench.AlertAsync())!.Alert;
        Assert.Equal(StandingAlerts.Hypercare, alert.Code);

        bench.Time.Advance(TimeSpan.FromDays(1));
        await bench.CareAsync(site);

        var note = Assert.Single(await bench.NotesAsync(site));
        Assert.Equal((1, DayState.NotClean), (note.Incidents, note.State));
        Assert.Contains("1 incident", note.Worse);
    }

    [Fact]
    public async Task Monitor_alerts_one_failed_probe_earlier()
    {
        bench.Hospital.Down = FindingCatalog.Create(FindingCodes.TcpRefused);
        var monitor = bench.Services.GetServices<IHostedService>().OfType<LiveMonitor>().Single();

        await monitor.ProbeAllAsync(LiveBench.Cancel);
        Assert.Null(await bench.AlertAsync());
        await monitor.ProbeAllAsync(LiveBench.Cancel);

        Assert.Equal(FindingCodes.TcpRefused, (await bench.AlertAsync())!.Alert.Code);
    }

    [Fact]
    public async Task Outage_takes_the_place_of_a_broken_limit()
    {
        await bench.CountAsync(site, 20, Encounter.Failed);
        await bench.CareAsync(site);
        Assert.Equal(StandingAlerts.Hypercare, (await bench.AlertAsync())!.Alert.Code);
        bench.Hospital.Down = FindingCatalog.Create(FindingCodes.TcpRefused);
        var monitor = bench.Services.GetServices<IHostedService>().OfType<LiveMonitor>().Single();

        await monitor.ProbeAllAsync(LiveBench.Cancel);
        await monitor.ProbeAllAsync(LiveBench.Cancel);

        Assert.Equal(FindingCodes.TcpRefused, (await bench.AlertAsync())!.Alert.Code);
    }

    [Fact]
    public async Task Note_goes_by_mail_to_the_plans_contacts_where_there_is_a_mail_server()
    {
        bench.Get<IOptions<MailOptions>>().Value.Host = "mail.example.org";
        bench.Get<IOptions<MailOptions>>().Value.From = "portal@example.org";
        await using (var db = await bench.SitesAsync())
        {
            var plan = db.GoLivePlans.Single();
            plan.Edit(plan.Environment, plan.Content with { Contacts = [new(ContactRole.ChangeLead, "Juno Marrow", "juno@example.org", null), new(ContactRole.OnCall, "Ember Quoin", null, "+1 555 0100")] }, LiveBench.Csm, bench.Time.GetUtcNow());
            await db.SaveChangesAsync(LiveBench.Cancel);
        }

        await bench.CountAsync(site, 30);
        bench.Time.Advance(TimeSpan.FromDays(1));
        await bench.CareAsync(site);

        await using var after = await bench.SitesAsync();
        var mail = Assert.Single(after.Notices);
        Assert.Equal(("juno@example.org", "Mercy West, hypercare day 1 of 3: a clean day"), (mail.To, mail.Subject));
        Assert.Contains("30 requests, 30 of them judged, 30 of these good.", mail.Body, StringComparison.Ordinal);
        Assert.Equal(1, Assert.Single(await bench.NotesAsync(site)).Mailed);
    }

    [Fact]
    public async Task Remark_is_kept_with_its_author()
    {
        bench.Time.Advance(TimeSpan.FromDays(1));
        await bench.CareAsync(site);
        var note = Assert.Single(await bench.NotesAsync(site));

        Assert.True((await bench.Get<HypercareDesk>().RemarkAsync(note.Id, "Quiet because of the holiday.", LiveBench.Csm, LiveBench.Cancel)).Succeeded);

        note = Assert.Single(await bench.NotesAsync(site));
        Assert.Equal(("Quiet because of the holiday.", "Juno Marrow"), (note.Remark, note.RemarkBy));
    }

    [Fact]
    public async Task Every_caller_is_served_in_hypercare_whatever_unit_it_names()
    {
        await using var gateway = await GatewayHost.StartAsync(bench.Get<PatientGateway>());
        await gateway.UnlockAsync(bench, site);
        bench.Hospital.Patients.Add(FakeHospital.Patient("p1", "M-100"));

        foreach (var unit in (string?[])["ED", "ANNEX", null])
            Assert.Equal(System.Net.HttpStatusCode.OK, (await gateway.ReadAsync("p1", unit)).StatusCode);
    }
}
