using Onboarding.Stages.GoLive.Plan;
using Xunit;

namespace Onboarding.Tests.Stages.GoLive.Plan;

public sealed class PlanRulesTests
{
    private static readonly DateTimeOffset Now = PlanBench.Utc(2026, 6, 3, 14, 0);

    public static TheoryData<string, PlanContent> Mistakes => new()
    {
        { PlanRules.To, PlanBench.Complete with { Window = PlanBench.Window with { To = PlanBench.Window.From } } },
        { PlanRules.To, PlanBench.Complete with { Window = PlanBench.Window with { To = PlanBench.Window.From.AddHours(25) } } },
        { PlanRules.BackBy, PlanBench.Complete with { Window = PlanBench.Window with { BackBy = PlanBench.Window.From } } },
        { PlanRules.BackBy, PlanBench.Complete with { Window = PlanBench.Window with { BackBy = PlanBench.Window.To.AddMinutes(1) } } },
        { PlanRules.Units, PlanBench.Complete with { Units = [new("two words", "Two")] } },
        { PlanRules.Units, PlanBench.Complete with { Units = [new("A", "One"), new("a", "Again")] } },
        { PlanRules.Units, PlanBench.Complete with { Units = [new("A", "")] } },
        { "mail-on-call", PlanBench.Complete with { Contacts = [new(ContactRole.OnCall, "Ember", "ember@portal", null)], AlertRoutes = [] } },
        { "phone-on-call", PlanBench.Complete with { Contacts = [new(ContactRole.OnCall, "Ember", null, "call me")], AlertRoutes = [] } },
        { "name-on-call", PlanBench.Complete with { Contacts = [new(ContactRole.OnCall, "", "ember@portal.example", null)], AlertRoutes = [] } },
        { "task-agreement", PlanBench.Complete with { Tasks = [new(HospitalTaskKind.Agreement, new(2026, 6, 4), "BAA", "")] } },
        { "task-agreement", PlanBench.Complete with { Tasks = [new(HospitalTaskKind.Agreement, new(2026, 6, 3), " ", "")] } },
        { PlanRules.Clinic, PlanBench.Complete with { Clinic = new() { Days = [] } } },
        { PlanRules.Clinic, PlanBench.Complete with { Clinic = new() { Opens = new(18, 0), Closes = new(7, 0) } } },
        { PlanRules.Routes, PlanBench.Complete with { Contacts = [] } },
        { PlanRules.Limits, PlanBench.Complete with { Ramp = new() { SuccessShare = 1.2 } } },
        { PlanRules.Limits, PlanBench.Complete with { Ramp = new() { VerifiedPerStep = 0 } } },
        { PlanRules.Limits, PlanBench.Complete with { Ramp = new() { HypercareDays = 0 } } },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Mistake_stands_beside_its_field(string field, PlanContent plan) =>
        Assert.Equal([field], PlanRules.Wrong(plan, "America/Chicago", Now).Keys);

    [Fact]
    public void Complete_plan_and_an_empty_one_are_not_wrong()
    {
        Assert.Empty(PlanRules.Wrong(PlanBench.Complete, "America/Chicago", Now));
        Assert.Empty(PlanRules.Wrong(new(), "America/Chicago", Now));
    }
}
