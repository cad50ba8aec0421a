using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using EhrAdapters.Diagnosis;
using LiveTraffic.Alerting;
using LiveTraffic.Drill;
using LiveTraffic.Gateway;
using LiveTraffic.Keys;
using LiveTraffic.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Drill;
using Onboarding.Stages.GoLive.Plan;
using Xunit;

namespace LiveTraffic.Tests.Drill;

public sealed class DrillWorkTests : IAsyncLifetime
{
    private LiveBench bench = null!;
    private Site site = null!;

    private FireDrills Drills => bench.Get<FireDrills>();

    public async ValueTask InitializeAsync()
    {
        bench = await LiveBench.OpenAsync();
        bench.Get<IOptions<OnboardingOptions>>().Value.PublicBaseUrl = "https://portal.example";
        site = await bench.SiteAsync(live: false, plan: new()
        {
            Contacts = [new(ContactRole.OnCall, "Ember Quoin", "ember@portal.example", null), new(ContactRole.InterfaceAnalyst, "Tamsin Rook", "tamsin@hospital.example", null)],
        });
        await bench.Get<SiteService>().SavePatientsAsync(site.Id, site.Version, [new(TestPatientKind.Mrn, "M-100"), new(TestPatientKind.FhirId, "p2"), new(TestPatientKind.Mrn, "M-300")], LiveBench.Csm, LiveBench.Cancel);
        foreach (var stage in StageList.All.Where(stage => stage < Stage.GoLive))
            await bench.Get<RunExecutor>().ExecuteAsync((await bench.Get<RunService>().StartAsync(site.Id, stage, Guid.NewGuid(), LiveBench.Csm, LiveBench.Cancel)).Value!.Id, LiveBench.Cancel);
        bench.Hospital.Patients.AddRange([FakeHospital.Patient("p1", "M-100"), FakeHospital.Patient("p2", "M-200"), FakeHospital.Patient("p3", "M-300")]);
    }

    public async ValueTask DisposeAsync() => await bench.DisposeAsync();

    [Fact]
    public async Task Machines_parts_pass_at_a_good_hospital_and_the_drill_waits_for_people()
    {
        await StartAsync();

        await LookAsync();

        var drill = await ReadAsync();
        Assert.Equal((CheckState.Passed, "3 queued, 3 drained in under 0.1 s"), (drill.QueueRow!.State, drill.QueueRow.Measured));
        Assert.Equal((CheckState.Passed, "back in under 0.1 s", "1.0 s"), (drill.RollBackRow!.State, drill.RollBackRow.Measured, drill.RollBackRow.Limit));
        Assert.Equal(CheckState.NotApplicable, drill.WebhookRow!.State);
        Assert.Equal((DrillState.Running, false), (drill.State, drill.GatewayOpen));

        await Drills.AcknowledgeAsync(drill.Id, LiveBench.Csm, LiveBench.Cancel);
        bench.Time.Advance(FireDrill.AcknowledgeWithin);
        await LookAsync();
        Assert.Equal((DrillState.Finished, CheckState.Failed), ((await ReadAsync()).State, (await ReadAsync()).Verdict));
    }

    [Fact]
    public async Task Drill_opens_the_gateway_for_nobody_else_and_changes_neither_state_nor_health_nor_alerts()
    {
        var key = (await bench.Get<ApiKeys>().CreateAsync(site.Id, LiveBench.Csm, LiveBench.Cancel)).Value!.Plain;
        await StartAsync();
        await Drills.ChangeAsync((await ReadAsync()).Id, (_, drill, _) =>
        {
            drill.Open(true);
            return null;
        }, LiveBench.Cancel);

        var refused = await bench.Get<PatientGateway>().ReadAsync(site.Slug, new(key), "p1", LiveBench.Cancel);
        await LookAsync();

        Assert.Equal("site-not-live", refused.Refusal!.Code);
        Assert.Equal(SiteState.GoLive, (await bench.ReloadAsync(site.Id)).State);
        await using var db = await bench.DbAsync();
        Assert.Empty(await db.Alerts.ToListAsync(LiveBench.Cancel));
        Assert.Empty(await db.Health.ToListAsync(LiveBench.Cancel));
    }

    [Fact]
    public async Task Hospital_that_refuses_after_the_outage_fails_the_part_with_its_cause()
    {
        bench.Hospital.Patients.RemoveAt(2);
        await StartAsync();

        await LookAsync();

        var row = (await ReadAsync()).QueueRow!;
        Assert.Equal(CheckState.Failed, row.State);
        Assert.Contains("refused a look-up", row.Message, StringComparison.Ordinal);
        Assert.NotNull(row.NextStep);
    }

    [Fact]
    public async Task Hospital_that_is_really_down_is_no_failed_roll_back()
    {
        bench.Hospital.Down = FindingCatalog.Create(FindingCodes.TcpRefused);
        await StartAsync();

        await LookAsync();

        var drill = await ReadAsync();
        Assert.Equal(CheckState.CouldNotAssess, drill.RollBackRow!.State);
        Assert.Equal(CheckState.Failed, drill.QueueRow!.State);
    }

    [Fact]
    public async Task Site_without_named_patients_could_not_be_assessed()
    {
        var now = await bench.ReloadAsync(site.Id);
        await using (var db = await bench.Get<IDbContextFactory<OnboardingDb>>().CreateDbContextAsync(LiveBench.Cancel))
            await db.Sites.Where(row => row.Id == now.Id).ExecuteUpdateAsync(change => change.SetProperty(row => row.ProtectedPatients, (string?)null), LiveBench.Cancel);
        await StartAsync();

        await LookAsync();

        Assert.Equal((CheckState.CouldNotAssess, CheckState.CouldNotAssess), ((await ReadAsync()).QueueRow!.State, (await ReadAsync()).RollBackRow!.State));
    }

    [Fact]
    public async Task Switch_that_does_not_switch_fails_the_roll_back()
    {
        await StartAsync();
        var drill = await ReadAsync();
        await Drills.ChangeAsync(drill.Id, (_, running, _) =>
        {
            running.Open(true);
            return null;
        }, LiveBench.Cancel);
        var calls = new DrillCalls(bench.Get<PatientGateway>(), site, drill.Id, [new(TestPatientKind.Mrn, "M-100")]);

        var row = await new RollBackRehearsal(calls, _ =>
        {
            bench.Time.Advance(TimeSpan.FromSeconds(11));
            return Task.CompletedTask;
        }, bench.Time).RunAsync(LiveBench.Cancel);

        Assert.Equal((CheckState.Failed, "not within 10.0 s", FaultOwner.OurService), (row.State, row.Measured, row.Owner));
    }

    [Fact]
    public async Task Switch_that_takes_longer_than_a_second_fails_with_its_time()
    {
        await StartAsync();
        var drill = await ReadAsync();
        await SwitchAsync(drill.Id, open: true);
        var calls = new DrillCalls(bench.Get<PatientGateway>(), site, drill.Id, [new(TestPatientKind.Mrn, "M-100")]);

        var row = await new RollBackRehearsal(calls, async _ =>
        {
            bench.Time.Advance(TimeSpan.FromSeconds(2));
            await SwitchAsync(drill.Id, open: false);
        }, bench.Time).RunAsync(LiveBench.Cancel);

        Assert.Equal((CheckState.Failed, "back in 2.0 s"), (row.State, row.Measured));
    }

    [Fact]
    public async Task Restart_in_the_middle_goes_on_with_what_is_left_after_the_lease()
    {
        await StartAsync();
        var drill = await ReadAsync();
        await Drills.ChangeAsync(drill.Id, (_, running, now) =>
        {
            running.Measured(queue: new() { Code = DrillRows.QueueCode, Check = "kept", State = CheckState.Passed });
            running.Claim(now.AddMinutes(3));
            return null;
        }, LiveBench.Cancel);

        await LookAsync();
        Assert.Null((await ReadAsync()).RollBackRow);
        bench.Time.Advance(TimeSpan.FromMinutes(3));
        await LookAsync();

        Assert.Equal(("kept", CheckState.Passed), ((await ReadAsync()).QueueRow!.Check, (await ReadAsync()).RollBackRow!.State));
    }

    [Fact]
    public async Task Webhook_is_told_that_it_is_a_test()
    {
        await using var with = await LiveBench.OpenAsync(new Uri("https://hooks.example.org/alerts"));
        var heard = new Hook();
        using var client = new HttpClient(heard);
        var post = new WebhookPost(client, with.Get<IOptions<LiveTrafficOptions>>(), with.Time);
        await StartAsync();
        var work = ActivatorUtilities.CreateInstance<DrillWork>(bench.Services, post);

        await work.LookAsync(LiveBench.Cancel);

        var body = Assert.Single(heard.Bodies);
        Assert.Equal(("test", true), (body["kind"]!.GetValue<string>(), body["test"]!.GetValue<bool>()));
        Assert.Contains("This is a test", body["cause"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(CheckState.Passed, (await ReadAsync()).WebhookRow!.State);
    }

    [Fact]
    public async Task Rows_hold_nothing_of_a_patient()
    {
        await StartAsync();

        await LookAsync();

        var drill = await ReadAsync();
        var text = Json.Write(new[] { drill.QueueRow, drill.RollBackRow, drill.WebhookRow });
        foreach (var secret in new[] { "M-100", "M-300", "p2", "Okonjo" })
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
    }

    private Task SwitchAsync(Guid id, bool open) => Drills.ChangeAsync(id, (_, running, _) =>
    {
        running.Open(open);
        return null;
    }, LiveBench.Cancel);

    private async Task StartAsync()
    {
        var started = await Drills.StartAsync(site.Id, Guid.NewGuid(), LiveBench.Csm, LiveBench.Cancel);
        Assert.True(started.Succeeded, started.Refusal?.Message);
    }

    private Task LookAsync() => bench.Get<DrillWork>().LookAsync(LiveBench.Cancel);

    private async Task<FireDrill> ReadAsync() => (await Drills.ReadAsync(site.Id, LiveBench.Cancel)).Last!;

    private sealed class Hook : HttpMessageHandler
    {
        public List<JsonObject> Bodies { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Bodies.Add((await request.Content!.ReadFromJsonAsync<JsonObject>(cancellationToken))!);
            return new(HttpStatusCode.NoContent);
        }
    }
}
