using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Sites;
using Onboarding.Stages.GoLive;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Stages.GoLive;

public sealed class GoLiveTests
{
    private static readonly Actor Engineer = new("u2", "Ember Quoin", Roles.Engineer);
    private static readonly Actor OtherCsm = new("u3", "Sorrel Vane", Roles.CustomerSuccess);

    [Fact]
    public async Task Gates_of_a_new_site_say_what_opens_each()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();

        var report = await bench.Get<GoLiveGates>().EvaluateAsync(site.Id, Bench.Cancel);

        Assert.Equal(
            ["GATE-CONFIGURE", "GATE-CONNECTION", "GATE-MAPPING", "GATE-PATIENTS", "GATE-LOAD", "GATE-APPROVAL"], report.Gates.Select(gate => gate.Code));
        Assert.All(report.Gates, gate => Assert.False(string.IsNullOrEmpty(gate.Opens)));
        Assert.Equal(GateState.NotEnoughEvidence, report.Overall);
    }

    [Fact]
    public async Task Everything_proven_and_approved_opens_every_gate()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await ReadyAsync(bench);

        var report = await bench.Get<GoLiveGates>().EvaluateAsync(site.Id, Bench.Cancel);

        Assert.Equal(GateState.Open, report.Overall);
        Assert.All(report.Gates, gate => Assert.Null(gate.Opens));
    }

    [Theory]
    [InlineData(1, "GATE-CONNECTION")]
    [InlineData(14, "GATE-CONNECTION,GATE-PATIENTS")]
    [InlineData(30, "GATE-CONNECTION,GATE-PATIENTS,GATE-LOAD,GATE-APPROVAL")]
    public async Task Evidence_that_is_too_old_closes_its_gate(int days, string expected)
    {
        await using var bench = await Bench.OpenAsync();
        var site = await ReadyAsync(bench);

        bench.Time.Advance(TimeSpan.FromDays(days) + TimeSpan.FromMinutes(10));
        var report = await bench.Get<GoLiveGates>().EvaluateAsync(site.Id, Bench.Cancel);

        Assert.Equal(expected, string.Join(',', report.Gates.Where(gate => gate.State is not GateState.Open).Select(gate => gate.Code)));
    }

    [Fact]
    public async Task Nobody_approves_without_a_request_or_their_own_or_in_the_same_role()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        var approvals = bench.Get<Approvals>();
        Assert.Equal("approval-not-requested", (await approvals.ApproveAsync(site.Id, Engineer, Bench.Cancel)).Refusal!.Code);

        await approvals.RequestAsync(site.Id, Bench.Csm, Bench.Cancel);

        Assert.Equal("approval-own-request", (await approvals.ApproveAsync(site.Id, Bench.Csm, Bench.Cancel)).Refusal!.Code);
        Assert.Equal("approval-own-request", (await approvals.ApproveAsync(site.Id, Bench.Csm with { Role = Roles.Engineer }, Bench.Cancel)).Refusal!.Code);
        Assert.Equal("approval-same-role", (await approvals.ApproveAsync(site.Id, OtherCsm, Bench.Cancel)).Refusal!.Code);
        Assert.True((await approvals.ApproveAsync(site.Id, Engineer, Bench.Cancel)).Succeeded);
    }

    [Fact]
    public async Task Approval_dies_with_an_edit_of_what_was_approved()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await ReadyAsync(bench);

        await bench.Sites.SaveLoadAsync(site.Id, site.Version, site.Configuration.Load with { HoldSeconds = 60 }, Bench.Csm, Bench.Cancel);

        var status = await bench.Get<Approvals>().OfAsync(site.Id, Bench.Cancel);
        Assert.Null(status.Request);
        Assert.False(status.IsApproved);
    }

    [Fact]
    public async Task Asking_and_approving_twice_is_once()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        var approvals = bench.Get<Approvals>();

        var first = await approvals.RequestAsync(site.Id, Bench.Csm, Bench.Cancel);
        var second = await approvals.RequestAsync(site.Id, OtherCsm, Bench.Cancel);
        await approvals.ApproveAsync(site.Id, Engineer, Bench.Cancel);
        await approvals.ApproveAsync(site.Id, Engineer, Bench.Cancel);

        Assert.Equal(first.Value!.Id, second.Value!.Id);
        Assert.Single((await approvals.OfAsync(site.Id, Bench.Cancel)).Approvals);
    }

    [Theory]
    [InlineData("mercy west")]
    [InlineData("Mercy West ")]
    [InlineData("")]
    public async Task Name_must_be_typed_exactly(string typed)
    {
        await using var bench = await Bench.OpenAsync();
        var site = await ReadyAsync(bench);

        var refused = await bench.Get<GoLiveService>().ActivateAsync(site.Id, typed, Guid.NewGuid(), Bench.Csm, Bench.Cancel);

        Assert.Equal("name-differs", refused.Refusal!.Code);
    }

    [Fact]
    public async Task Closed_gate_refuses_with_what_opens_it()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        site = await bench.WalkAsync(site, Stage.LoadTest);

        var refused = await bench.Get<GoLiveService>().ActivateAsync(site.Id, site.Name, Guid.NewGuid(), Bench.Csm, Bench.Cancel);

        Assert.Equal("gates-closed", refused.Refusal!.Code);
        Assert.Contains("second person", refused.Refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_clicks_are_one_go_live()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await ReadyAsync(bench);
        var (service, request) = (bench.Get<GoLiveService>(), Guid.NewGuid());

        var first = await service.ActivateAsync(site.Id, site.Name, request, Bench.Csm, Bench.Cancel);
        var second = await service.ActivateAsync(site.Id, site.Name, request, Bench.Csm, Bench.Cancel);

        Assert.Equal(first.Value!.Id, second.Value!.Id);
    }

    [Fact]
    public async Task Going_live_deletes_the_named_patients_and_keeps_the_evidence()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await ReadyAsync(bench);
        Assert.NotNull(site.ProtectedPatients);

        var run = await bench.Get<GoLiveService>().ActivateAsync(site.Id, site.Name, Guid.NewGuid(), Bench.Csm, Bench.Cancel);
        await bench.Executor.ExecuteAsync(run.Value!.Id, Bench.Cancel);

        var live = (await bench.Queries.FindAsync(site.Slug, Bench.Cancel))!;
        Assert.Equal(SiteState.Live, live.Site.State);
        Assert.Null(live.Site.ProtectedPatients);
        Assert.Empty(await bench.Queries.PatientsAsync(site.Id, Bench.Cancel));
        Assert.Equal(site.PatientCount, live.Site.PatientCount);
        Assert.All(StageList.All, stage => Assert.True(live.Evidence.Holds(stage), $"{stage} lost its evidence"));
    }

    [Fact]
    public async Task Runner_makes_a_row_of_every_gate()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();

        var outcome = await new GoLiveRunner(bench.Get<GoLiveGates>()).RunAsync(RunContext.Of(site.Configuration, [], site.Id), Bench.Cancel);

        Assert.Equal(6, outcome.Rows.Count);
        Assert.Equal(CheckState.CouldNotAssess, Verdict.Of(outcome.Rows));
        Assert.IsType<GateReport>(outcome.Detail);
    }

    private static async Task<Site> ReadyAsync(Bench bench)
    {
        var site = await bench.WalkAsync(await bench.SiteAsync(), Stage.LoadTest);
        var approvals = bench.Get<Approvals>();
        await approvals.RequestAsync(site.Id, Bench.Csm, Bench.Cancel);
        await approvals.ApproveAsync(site.Id, Engineer, Bench.Cancel);
        return site;
    }
}
