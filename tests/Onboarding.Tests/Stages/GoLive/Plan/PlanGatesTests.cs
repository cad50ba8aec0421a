using EhrAdapters;
using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Review;
using Onboarding.Secrets.Certificates;
using Onboarding.Sites;
using Onboarding.Stages.GoLive;
using Onboarding.Stages.GoLive.Plan;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Stages.GoLive.Plan;

public sealed class PlanGatesTests
{
    public static TheoryData<string, GateState, string, Func<PlanContent, PlanContent>> Gaps => new()
    {
        { GateCodes.Window, GateState.NotEnoughEvidence, "Choose the hospital's change window.", plan => plan with { Window = null } },
        { GateCodes.Window, GateState.Closed, "Agree on another window.", plan => plan with { Window = new(PlanBench.Utc(2026, 6, 3, 1, 0), PlanBench.Utc(2026, 6, 3, 3, 0), PlanBench.Utc(2026, 6, 3, 2, 0)) } },
        { GateCodes.Units, GateState.NotEnoughEvidence, "Name the units", plan => plan with { Units = [] } },
        { GateCodes.Contacts, GateState.NotEnoughEvidence, "clinical lead", plan => plan with { Contacts = [.. plan.Contacts.Where(contact => contact.Role is not ContactRole.ClinicalLead)] } },
        { GateCodes.Contacts, GateState.NotEnoughEvidence, "clinical lead", plan => plan with { Contacts = [.. plan.Contacts.Select(contact => contact.Role is ContactRole.ClinicalLead ? contact with { Mail = null } : contact)] } },
        { GateCodes.Routes, GateState.NotEnoughEvidence, "at the hospital", plan => plan with { AlertRoutes = [ContactRole.OnCall] } },
        { GateCodes.Routes, GateState.NotEnoughEvidence, "on our side", plan => plan with { AlertRoutes = [ContactRole.InterfaceAnalyst] } },
        { GateCodes.Tasks, GateState.NotEnoughEvidence, "agreement", plan => plan with { Tasks = [.. plan.Tasks.Where(task => task.Kind is not HospitalTaskKind.Agreement)] } },
    };

    [Theory]
    [MemberData(nameof(Gaps))]
    public async Task Gap_in_the_plan_shuts_its_gate_and_says_what_opens_it_who_and_where(string code, GateState state, string opens, Func<PlanContent, PlanContent> change)
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        await bench.PlanAsync(site, change);

        var gate = await bench.GateAsync(site, code);

        Assert.Equal(state, gate.State);
        Assert.Contains(opens, gate.Opens, StringComparison.Ordinal);
        Assert.False(string.IsNullOrEmpty(gate.Who));
        Assert.NotNull(gate.Part);
    }

    [Theory]
    [InlineData(EhrEnvironment.Simulator, false)]
    [InlineData(EhrEnvironment.Sandbox, false)]
    [InlineData(EhrEnvironment.NonProduction, true)]
    [InlineData(EhrEnvironment.Production, true)]
    public async Task Without_a_plan_only_rehearsals_go_live(EhrEnvironment environment, bool needed)
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.WalkAsync(await bench.SiteAsync(connection: Samples.Connection with { Environment = environment }), Stage.LoadTest);

        var report = await bench.Get<GoLiveGates>().EvaluateAsync(site.Id, Bench.Cancel);

        Assert.Equal(needed, report.Gates.Any(gate => gate.Code == GateCodes.Plan));
        Assert.Equal(needed ? "plan-needed" : null, (await bench.Get<Approvals>().RequestAsync(site.Id, Bench.Csm, Bench.Cancel)).Refusal?.Code);
    }

    [Fact]
    public async Task Everything_proven_planned_and_approved_opens_every_gate()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.ReadyAsync();

        var report = await bench.Get<GoLiveGates>().EvaluateAsync(site.Id, Bench.Cancel);

        Assert.Equal([], report.Shut.Select(gate => $"{gate.Code}: {gate.Explanation}"));
    }

    [Fact]
    public async Task Routes_that_are_only_named_are_not_proven_until_both_sides_acknowledged_a_test_alert()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        var plan = await bench.PlanAsync(site);
        Assert.Equal((GateState.NotEnoughEvidence, GateState.NotEnoughEvidence), ((await bench.GateAsync(site, GateCodes.Routes)).State, (await bench.GateAsync(site, GateCodes.Drill)).State));

        await bench.DrillAsync(site, plan);
        Assert.Equal((GateState.Open, GateState.Open), ((await bench.GateAsync(site, GateCodes.Routes)).State, (await bench.GateAsync(site, GateCodes.Drill)).State));

        bench.Time.Advance(TimeSpan.FromDays(14) + TimeSpan.FromMinutes(1));
        Assert.Equal((GateState.NotEnoughEvidence, GateState.NotEnoughEvidence), ((await bench.GateAsync(site, GateCodes.Routes)).State, (await bench.GateAsync(site, GateCodes.Drill)).State));
    }

    [Fact]
    public async Task Load_test_of_the_sandbox_never_counts_for_production_and_the_gate_says_so()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.WalkAsync(await bench.SiteAsync(connection: Samples.Connection with { Environment = EhrEnvironment.Sandbox }), Stage.LoadTest);

        site = (await bench.Sites.SaveConnectionAsync(site.Id, site.Version, Samples.Connection with { Environment = EhrEnvironment.Production }, null, Bench.Csm, Bench.Cancel)).Value!;

        var gate = await bench.GateAsync(site, GateCodes.Load);
        Assert.Equal(GateState.NotEnoughEvidence, gate.State);
        Assert.Equal("The last run was of the vendor's sandbox, which never counts for production.", gate.Explanation);
    }

    [Fact]
    public async Task Evidence_that_will_be_too_old_by_the_window_is_told_beforehand()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.ReadyAsync(plan => plan with { Window = Moved(plan.Window!, 21) });

        Assert.Contains("too old by the window", (await bench.GateAsync(site, "GATE-PATIENTS")).Explanation, StringComparison.Ordinal);
        Assert.DoesNotContain("too old by the window", (await bench.GateAsync(site, GateCodes.Load)).Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20, GateState.Open)]
    [InlineData(5, GateState.Closed)]
    public async Task Exception_must_outlast_the_window(int days, GateState expected)
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.ReadyAsync();
        await using (var db = await bench.DbAsync())
        {
            db.ReviewDecisions.Add(new()
            {
                Id = Guid.NewGuid(), SiteId = site.Id, RunId = Guid.NewGuid(), Stage = Stage.ValidatePatients, Environment = EhrEnvironment.Production, Fingerprint = "f", Code = "VALIDATE-PAYER", Check = "Payer",
                Answer = ReviewAnswer.Excepted, Text = "May be empty", ById = "u2", ByName = "Ember Quoin", At = bench.Time.GetUtcNow(), OwnerId = "u2", OwnerName = "Ember Quoin", ExpiresAt = bench.Time.GetUtcNow().AddDays(days),
            });
            await db.SaveChangesAsync(Bench.Cancel);
        }

        var gate = await bench.GateAsync(site, GateCodes.Exceptions);

        Assert.Equal(expected, gate.State);
        Assert.Contains("Payer", gate.Explanation, StringComparison.Ordinal);
    }

    // The window is on 9 June; three steps of a clinic day each and 14 days of hypercare end on 26 June.
    [Theory]
    [InlineData(25, GateState.Open)]
    [InlineData(20, GateState.Closed)]
    public async Task Certificate_must_outlast_hypercare(int days, GateState expected)
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.ReadyAsync();
        await using (var db = await bench.DbAsync())
        {
            db.ClientCertificates.Add(new()
            {
                Id = Guid.NewGuid(), SiteId = site.Id, Environment = EhrEnvironment.Production, State = CertificateState.InUse, Origin = CertificateOrigin.Imported, Protected = "x", Subject = "CN=portal",
                Fingerprint = "AB", ValidUntil = bench.Time.GetUtcNow().AddDays(days), CreatedAt = bench.Time.GetUtcNow(), CreatedBy = "Juno Marrow",
            });
            await db.SaveChangesAsync(Bench.Cancel);
        }

        Assert.Equal(expected, (await bench.GateAsync(site, GateCodes.Keys)).State);
    }

    private static ChangeWindow Moved(ChangeWindow window, int days) => window with { From = window.From.AddDays(days), To = window.To.AddDays(days), BackBy = window.BackBy.AddDays(days) };
}
