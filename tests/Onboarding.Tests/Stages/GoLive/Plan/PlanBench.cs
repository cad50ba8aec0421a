using EhrAdapters;
using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Sites;
using Onboarding.Stages.GoLive;
using Onboarding.Stages.GoLive.Drill;
using Onboarding.Stages.GoLive.Plan;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Stages.GoLive.Plan;

/// <summary>A site of Chicago with a complete plan, on a clock that stands at Wed 3 Jun 2026, 09:00 CDT.</summary>
internal static class PlanBench
{
    public static readonly Actor Engineer = new("u2", "Ember Quoin", Roles.Engineer);
    public static readonly Actor Manager = new("u4", "Marlo Finch", Roles.Manager);
    public static readonly Actor Administrator = new("u5", "Fable Orr", Roles.Administrator);
    public static readonly Actor OtherCsm = new("u3", "Sorrel Vane", Roles.CustomerSuccess);

    /// <summary>Tue 9 Jun, 21:00 to 23:30 CDT.</summary>
    public static readonly ChangeWindow Window = new(Utc(2026, 6, 10, 2, 0), Utc(2026, 6, 10, 4, 30), Utc(2026, 6, 10, 4, 0), "HL-2208");

    public static readonly PlanContent Complete = new()
    {
        Window = Window,
        Units = [new("CARD-2", "Cardiology clinic"), new("ENDO-1", "Endocrinology"), new("ORTHO", "Orthopaedics")],
        Contacts =
        [
            new(ContactRole.ChangeLead, "Juno Marrow", "juno@portal.example", "+1 555 0101"), new(ContactRole.OnCall, "Ember Quoin", "ember@portal.example", "+1 555 0102"),
            new(ContactRole.InterfaceAnalyst, "Tamsin Rook", "tamsin@hospital.example", "+1 555 0118"), new(ContactRole.ClinicalLead, "Orla Beck", "orla@hospital.example", null),
        ],
        AlertRoutes = [ContactRole.OnCall, ContactRole.InterfaceAnalyst],
        Tasks = [new(HospitalTaskKind.SecurityReview, new(2026, 5, 4), "SEC-17", ""), new(HospitalTaskKind.Agreement, new(2026, 5, 11), "BAA of May", ""), new(HospitalTaskKind.ChangeApproval, new(2026, 6, 1), "HL-2208", "")],
    };

    public static DateTimeOffset Utc(int year, int month, int day, int hour, int minute) => new(year, month, day, hour, minute, 0, TimeSpan.Zero);

    public static async Task<GoLivePlan> PlanAsync(this Bench bench, Site site, Func<PlanContent, PlanContent>? change = null, int seen = 0, string? reason = null)
    {
        var saved = await bench.Get<Plans>().SaveAsync(site.Id, seen, site.Connection!.Environment, (change ?? (plan => plan))(Complete), reason, Bench.Csm, Bench.Cancel);
        Assert.True(saved.Succeeded, saved.Refusal?.Message);
        return saved.Value!;
    }

    /// <summary>Every stage proven, the plan complete, both approvals given.</summary>
    public static async Task<Site> ReadyAsync(this Bench bench, Func<PlanContent, PlanContent>? change = null, EhrEnvironment environment = EhrEnvironment.Production)
    {
        var site = await bench.WalkAsync(await bench.SiteAsync(connection: Samples.Connection with { Environment = environment }), Stage.LoadTest);
        var plan = await bench.PlanAsync(site, change);
        await bench.DrillAsync(site, plan);
        await bench.ApproveAsync(site);
        return site;
    }

    /// <summary>A fire drill that both sides acknowledged, with the people whom the plan names.</summary>
    public static async Task DrillAsync(this Bench bench, Site site, GoLivePlan plan)
    {
        if (DrillPeople.Of(plan.Content) is not ({ } ours, { } hospital))
            return;
        await using var db = await bench.DbAsync();
        var drill = FireDrill.Start(site, 1, Guid.NewGuid(), ours, hospital, Bench.Csm, bench.Time.GetUtcNow());
        drill.Acknowledge(DrillSide.Ours, ours.Name, bench.Time.GetUtcNow());
        drill.Acknowledge(DrillSide.Hospital, hospital.Name, bench.Time.GetUtcNow());
        drill.Measured(Passed(DrillRows.WebhookCode), Passed(DrillRows.QueueCode), Passed(DrillRows.RollBackCode));
        Assert.True(drill.TryFinish(bench.Time.GetUtcNow()));
        db.FireDrills.Add(drill);
        await db.SaveChangesAsync(Bench.Cancel);

        static ResultRow Passed(string code) => new() { Code = code, Check = code, State = CheckState.Passed };
    }

    public static async Task ApproveAsync(this Bench bench, Site site)
    {
        var approvals = bench.Get<Approvals>();
        await approvals.RequestAsync(site.Id, Bench.Csm, Bench.Cancel);
        foreach (var approver in (Actor[])[Engineer, Manager])
            Assert.True((await approvals.ApproveAsync(site.Id, approver, Bench.Cancel)).Succeeded);
    }

    public static async Task<GateResult> GateAsync(this Bench bench, Site site, string code) =>
        (await bench.Get<GoLiveGates>().EvaluateAsync(site.Id, Bench.Cancel)).Gates.Single(gate => gate.Code == code);
}
