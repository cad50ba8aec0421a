using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Notices;
using Onboarding.Stages.GoLive;
using Onboarding.Stages.GoLive.Approving;
using Onboarding.Stages.GoLive.Plan;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Stages.GoLive.Plan;

public sealed class PlanApprovalsTests
{
    [Fact]
    public async Task One_approval_is_one_of_two_and_the_second_comes_from_another_role()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await AskedAsync(bench);
        var approvals = bench.Get<Approvals>();

        await approvals.ApproveAsync(site.Id, PlanBench.Engineer, Bench.Cancel);
        var gate = await bench.GateAsync(site, GateCodes.Approval);
        Assert.Equal((GateState.NotEnoughEvidence, "1 of 2"), (gate.State, gate.Measured));
        Assert.Equal("approval-role-given", (await approvals.ApproveAsync(site.Id, PlanBench.Engineer with { Id = "u9", Name = "Fern Vale" }, Bench.Cancel)).Refusal!.Code);

        Assert.True((await approvals.ApproveAsync(site.Id, PlanBench.Manager, Bench.Cancel)).Succeeded);
        gate = await bench.GateAsync(site, GateCodes.Approval);
        Assert.Equal((GateState.Open, "2 of 2"), (gate.State, gate.Measured));
    }

    [Fact]
    public async Task Requester_their_role_and_customer_success_do_not_approve()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.SiteAsync();
        await bench.PlanAsync(site);
        var approvals = bench.Get<Approvals>();
        await approvals.RequestAsync(site.Id, PlanBench.Engineer, Bench.Cancel);

        Assert.Equal("approval-own-request", (await approvals.ApproveAsync(site.Id, PlanBench.Engineer, Bench.Cancel)).Refusal!.Code);
        Assert.Equal("approval-same-role", (await approvals.ApproveAsync(site.Id, PlanBench.Engineer with { Id = "u9" }, Bench.Cancel)).Refusal!.Code);
        Assert.Equal("approval-other-role", (await approvals.ApproveAsync(site.Id, Bench.Csm, Bench.Cancel)).Refusal!.Code);
    }

    [Fact]
    public async Task Same_person_in_two_roles_is_one_person()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await AskedAsync(bench);
        var approvals = bench.Get<Approvals>();

        await approvals.ApproveAsync(site.Id, PlanBench.Engineer, Bench.Cancel);
        await approvals.ApproveAsync(site.Id, PlanBench.Engineer with { Role = Roles.Administrator }, Bench.Cancel);

        Assert.Equal(1, (await approvals.OfAsync(site.Id, Bench.Cancel)).Given);
    }

    public static TheoryData<Func<PlanContent, PlanContent>, bool> Edits => new()
    {
        { plan => plan with { Window = plan.Window! with { To = plan.Window.To.AddMinutes(15) } }, false },
        { plan => plan with { Units = [.. plan.Units.Reverse()] }, false },
        { plan => plan with { Ramp = new() { IdentityErrors = 1 } }, false },
        { plan => plan with { Contacts = [.. plan.Contacts.Select(contact => contact with { Phone = "+1 555 0199" })] }, true },
        { plan => plan with { AlertRoutes = [ContactRole.ChangeLead, ContactRole.ClinicalLead] }, true },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task Approvals_lapse_with_window_units_and_limits_and_with_nothing_else(Func<PlanContent, PlanContent> edit, bool holds)
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.ReadyAsync();

        await bench.PlanAsync(site, edit, seen: 1, reason: "Agreed anew");

        Assert.Equal(holds, (await bench.Get<Approvals>().OfAsync(site.Id, Bench.Cancel)).IsApproved);
    }

    [Fact]
    public async Task What_was_seen_stays_after_the_evidence_changed()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.ReadyAsync();
        var seen = bench.Get<Approvals>();
        var before = (await seen.OfAsync(site.Id, Bench.Cancel)).Approvals[0].Saw!;
        Assert.Equal(1, before.PlanVersion);
        Assert.All(before.Gates.Where(gate => gate.Stage is < Stage.GoLive), gate => Assert.NotNull(gate.RunId));

        await bench.RunAsync(site.Id, Stage.LoadTest);

        var after = (await seen.OfAsync(site.Id, Bench.Cancel)).Approvals[0].Saw!;
        Assert.Equal(Json.Write(before), Json.Write(after));
        Assert.NotEqual(after.Gates.Single(gate => gate.Code == GateCodes.Load).RunId, (await bench.GateAsync(site, GateCodes.Load)).RunId);
    }

    [Fact]
    public async Task Nobody_approves_what_moved_after_they_looked()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await AskedAsync(bench);
        var shown = (await bench.Get<GoLiveGates>().EvaluateAsync(site.Id, Bench.Cancel)).Mark;

        await bench.PlanAsync(site, plan => plan with { Tasks = [] }, seen: 1);

        Assert.Equal("approval-gates-moved", (await bench.Get<Approvals>().ApproveAsync(site.Id, PlanBench.Engineer, Bench.Cancel, shown)).Refusal!.Code);
    }

    [Fact]
    public async Task Decline_needs_a_reason_closes_the_gate_and_a_new_request_begins_anew()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await AskedAsync(bench);
        var approvals = bench.Get<Approvals>();
        await approvals.ApproveAsync(site.Id, PlanBench.Engineer, Bench.Cancel);
        Assert.Equal("decline-reason-needed", (await approvals.DeclineAsync(site.Id, " ", PlanBench.Manager, Bench.Cancel)).Refusal!.Code);
        Assert.Equal("approval-own-request", (await approvals.DeclineAsync(site.Id, "No", Bench.Csm, Bench.Cancel)).Refusal!.Code);

        Assert.True((await approvals.DeclineAsync(site.Id, "Start with a smaller unit", PlanBench.Manager, Bench.Cancel)).Succeeded);
        var gate = await bench.GateAsync(site, GateCodes.Approval);
        Assert.Equal(GateState.Closed, gate.State);
        Assert.Contains("Start with a smaller unit", gate.Explanation, StringComparison.Ordinal);
        Assert.Equal("approval-not-requested", (await approvals.ApproveAsync(site.Id, PlanBench.Administrator, Bench.Cancel)).Refusal!.Code);

        bench.Time.Advance(TimeSpan.FromMinutes(5));
        await approvals.RequestAsync(site.Id, Bench.Csm, Bench.Cancel);
        Assert.Equal(0, (await approvals.OfAsync(site.Id, Bench.Cancel)).Given);
    }

    [Fact]
    public async Task Approval_that_lapses_before_the_window_is_not_enough()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.ReadyAsync(plan => plan with { Window = plan.Window! with { From = plan.Window.From.AddDays(28), To = plan.Window.To.AddDays(28), BackBy = plan.Window.BackBy.AddDays(28) } });

        var gate = await bench.GateAsync(site, GateCodes.Approval);

        Assert.Equal(GateState.NotEnoughEvidence, gate.State);
        Assert.Contains("before the window", gate.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Question_stands_with_its_request_and_tells_of_no_patient()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await AskedAsync(bench);
        var approvals = bench.Get<Approvals>();

        await approvals.CommentAsync(site.Id, "Who watches on the first night?", PlanBench.Manager, Bench.Cancel);
        Assert.Equal("review-patient-like", (await approvals.CommentAsync(site.Id, "As with MRN 4711", PlanBench.Manager, Bench.Cancel)).Refusal!.Code);

        Assert.Equal("Who watches on the first night?", Assert.Single((await approvals.OfAsync(site.Id, Bench.Cancel)).Comments).Text);
    }

    [Fact]
    public async Task Reminder_goes_to_those_who_may_still_approve_and_once_an_hour()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await AskedAsync(bench);
        var approvals = bench.Get<Approvals>();
        await approvals.ApproveAsync(site.Id, PlanBench.Engineer, Bench.Cancel);
        ApproverAddress[] people = [.. ((Actor[])[Bench.Csm, PlanBench.Engineer, PlanBench.Manager, PlanBench.Administrator]).Select(person => new ApproverAddress(person, $"{person.Id}@portal.example"))];

        Assert.Equal(2, (await approvals.RemindAsync(site.Id, people, Bench.Csm, Bench.Cancel)).Value);
        Assert.Equal("reminded-just-now", (await approvals.RemindAsync(site.Id, people, Bench.Csm, Bench.Cancel)).Refusal!.Code);

        var mails = await bench.Get<Outbox>().ListAsync(site.Id, 10, Bench.Cancel);
        Assert.Equal(["Fable Orr", "Marlo Finch"], mails.Select(mail => mail.ToName).Order());
        Assert.All(mails, mail => Assert.Equal(NoticeState.NoMailServer, mail.State));
    }

    private static async Task<Onboarding.Sites.Site> AskedAsync(Bench bench)
    {
        var site = await bench.SiteAsync();
        await bench.PlanAsync(site);
        Assert.True((await bench.Get<Approvals>().RequestAsync(site.Id, Bench.Csm, Bench.Cancel)).Succeeded);
        return site;
    }
}
