using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Xunit;

namespace Onboarding.Tests.Evidence;

public sealed class EvidenceViewTests
{
    private static readonly DateTimeOffset Born = new(2026, 6, 3, 14, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(Stage.TestConnection, 24)]
    [InlineData(Stage.ValidatePatients, 14 * 24)]
    [InlineData(Stage.LoadTest, 30 * 24)]
    public void Evidence_lives_to_its_last_hour_and_holds_beyond_it(Stage stage, int hours)
    {
        var young = View(stage, CheckState.Passed, "now", TimeSpan.FromHours(hours));
        var old = View(stage, CheckState.Passed, "now", TimeSpan.FromHours(hours) + TimeSpan.FromSeconds(1));

        Assert.True(young.Lives(stage));
        Assert.Equal(GateState.Open, young.Gate(stage));
        Assert.Equal(TimeSpan.Zero, young.Left(stage));
        Assert.False(old.Lives(stage));
        Assert.True(old.Holds(stage));
        Assert.Equal(GateState.NotEnoughEvidence, old.Gate(stage));
    }

    [Theory]
    [InlineData(CheckState.Passed, GateState.Open)]
    [InlineData(CheckState.Warning, GateState.Open)]
    [InlineData(CheckState.Failed, GateState.Closed)]
    [InlineData(CheckState.CouldNotAssess, GateState.NotEnoughEvidence)]
    public void Gate_reads_the_verdict(CheckState verdict, GateState gate) =>
        Assert.Equal(gate, View(Stage.MapFields, verdict, "now", TimeSpan.Zero).Gate(Stage.MapFields));

    [Fact]
    public void Evidence_of_another_configuration_counts_for_nothing()
    {
        var view = View(Stage.MapFields, CheckState.Passed, "before", TimeSpan.Zero);

        Assert.True(view.Changed(Stage.MapFields));
        Assert.False(view.Holds(Stage.MapFields));
        Assert.Equal(GateState.NotEnoughEvidence, view.Gate(Stage.MapFields));
        Assert.Null(view.Left(Stage.MapFields));
    }

    [Fact]
    public void No_evidence_is_not_enough_and_begins_at_configure()
    {
        Assert.All(StageList.All, stage => Assert.Equal(GateState.NotEnoughEvidence, EvidenceView.None.Gate(stage)));
        Assert.Equal(SiteState.Configure, EvidenceView.None.EarliestMissing());
    }

    [Theory]
    [InlineData(CheckState.Passed, CheckState.Passed, CheckState.NotApplicable)]
    [InlineData(CheckState.Warning, CheckState.Passed, CheckState.Warning)]
    [InlineData(CheckState.Failed, CheckState.CouldNotAssess, CheckState.Failed)]
    [InlineData(CheckState.CouldNotAssess, CheckState.Passed, CheckState.NotReached)]
    [InlineData(CheckState.CouldNotAssess, CheckState.Passed, CheckState.CouldNotAssess)]
    [InlineData(CheckState.CouldNotAssess, CheckState.NotApplicable, CheckState.NotApplicable)]
    public void Verdict_is_the_gravest_honest_state(CheckState expected, CheckState first, CheckState second)
    {
        Assert.Equal(expected, Verdict.Of([Row(first), Row(second)]));
        Assert.Equal(expected, Verdict.Of([Row(second), Row(first)]));
    }

    [Fact]
    public void Row_that_the_gate_does_not_need_leaves_a_pass_alone() =>
        Assert.Equal(CheckState.Passed, Verdict.Of([Row(CheckState.Passed), Row(CheckState.CouldNotAssess) with { Needed = false }]));

    [Fact]
    public void No_rows_prove_nothing() => Assert.Equal(CheckState.CouldNotAssess, Verdict.Of([]));

    private static ResultRow Row(CheckState state) => new() { Code = "A", Check = "A", State = state };

    private static EvidenceView View(Stage stage, CheckState verdict, string fingerprint, TimeSpan age) => new(
        new Dictionary<Stage, StageEvidence> { [stage] = new(Guid.NewGuid(), stage, verdict, fingerprint, Born) },
        StageList.All.ToDictionary(each => each, _ => "now"),
        Born + age);
}
