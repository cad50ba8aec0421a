using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Xunit;

namespace Onboarding.Tests.Lifecycle;

public sealed class SiteMachineTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 3, 14, 0, 0, TimeSpan.Zero);

    public static TheoryData<int> Lines => [.. Enumerable.Range(0, SiteTransitions.Table.Count)];

    [Theory]
    [MemberData(nameof(Lines))]
    public void Line_whose_guard_agrees_leads_where_the_table_says(int index)
    {
        var line = SiteTransitions.Table[index];
        var evidence = line.Trigger is SiteTrigger.Return ? Edited(Stage.Configure) : Holding(StageList.All, TrafficFor(line));
        var machine = new SiteMachine(line.From, evidence);

        Assert.True(machine.TryFire(line.Trigger));
        Assert.Equal(line.To ?? evidence.EarliestMissing(), machine.State);
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void Line_whose_guard_refuses_says_what_is_missing_and_moves_nothing(int index)
    {
        var line = SiteTransitions.Table[index];
        if (line.Guard is null)
        {
            Assert.Empty(new SiteMachine(line.From, EvidenceView.None).Missing(line.Trigger));
            return;
        }

        if (line is { From: SiteState.Suspended, Trigger: SiteTrigger.Resume })
            return;

        var machine = new SiteMachine(line.From, line.Trigger is SiteTrigger.Return ? Holding(StageList.All) : EvidenceView.None);

        Assert.False(machine.TryFire(line.Trigger));
        Assert.Equal(line.From, machine.State);
        Assert.Equal(line.Needs, Assert.Single(machine.Missing(line.Trigger)));
    }

    [Fact]
    public void Trigger_outside_the_table_is_forbidden_everywhere()
    {
        foreach (var state in Enum.GetValues<SiteState>())
        {
            foreach (var trigger in Enum.GetValues<SiteTrigger>().Where(trigger => !SiteTransitions.Table.Any(line => line.From == state && line.Trigger == trigger)))
            {
                var machine = new SiteMachine(state, Holding(StageList.All));

                Assert.False(machine.TryFire(trigger), $"{trigger} in {state}");
                Assert.Empty(machine.Missing(trigger));
                Assert.Equal(state, machine.State);
            }
        }
    }

    [Fact]
    public void Table_names_each_way_once() =>
        Assert.Equal(SiteTransitions.Table.Count, SiteTransitions.Table.DistinctBy(line => (line.From, line.Trigger, line.To)).Count());

    [Fact]
    public void Every_state_can_be_reached_from_the_first()
    {
        var reached = new HashSet<SiteState> { SiteState.Configure };
        while (SiteTransitions.Table.Where(line => reached.Contains(line.From) && line.To is { } to && reached.Add(to)).ToList().Count > 0)
        {
        }

        Assert.Equal(Enum.GetValues<SiteState>().Order(), reached.Order());
    }

    [Fact]
    public void Evidence_of_every_stage_walks_to_go_live_and_never_to_live()
    {
        var machine = new SiteMachine(SiteState.Configure, Holding(StageList.All));

        machine.FollowEvidence();

        Assert.Equal(SiteState.GoLive, machine.State);
    }

    [Theory]
    [InlineData(Stage.Configure)]
    [InlineData(Stage.TestConnection)]
    [InlineData(Stage.MapFields)]
    [InlineData(Stage.ValidatePatients)]
    [InlineData(Stage.LoadTest)]
    public void Site_stops_at_the_first_stage_without_evidence(Stage missing)
    {
        var machine = new SiteMachine(SiteState.Configure, Holding(StageList.All.Where(stage => stage != missing)));

        machine.FollowEvidence();

        Assert.Equal(missing.AsState(), machine.State);
    }

    [Theory]
    [InlineData(Stage.Configure)]
    [InlineData(Stage.TestConnection)]
    [InlineData(Stage.MapFields)]
    [InlineData(Stage.ValidatePatients)]
    [InlineData(Stage.LoadTest)]
    public void Live_site_returns_to_the_earliest_stage_that_an_edit_touched(Stage edited)
    {
        var machine = new SiteMachine(SiteState.Live, Edited(edited));

        machine.FollowEvidence();

        Assert.Equal(edited.AsState(), machine.State);
    }

    [Fact]
    public void Live_site_whose_evidence_holds_stays_live()
    {
        var machine = new SiteMachine(SiteState.Live, Holding(StageList.All));

        machine.FollowEvidence();

        Assert.Equal(SiteState.Live, machine.State);
    }

    [Fact]
    public void Live_site_stays_live_when_a_later_test_fails()
    {
        var machine = new SiteMachine(SiteState.Live, View(StageList.All.Select(stage =>
            Of(stage, stage is Stage.TestConnection ? CheckState.Failed : CheckState.Passed, "now"))));

        machine.FollowEvidence();

        Assert.Equal(SiteState.Live, machine.State);
    }

    [Theory]
    [InlineData(SiteState.OnHold)]
    [InlineData(SiteState.Withdrawn)]
    public void Site_beside_the_stages_does_not_move_by_evidence(SiteState state)
    {
        var machine = new SiteMachine(state, Edited(Stage.Configure));

        machine.FollowEvidence();

        Assert.Equal(state, machine.State);
    }

    [Theory]
    [InlineData(SiteState.Ramp)]
    [InlineData(SiteState.Hypercare)]
    [InlineData(SiteState.Suspended)]
    public void Edit_takes_back_every_state_after_go_live(SiteState state)
    {
        var machine = new SiteMachine(state, Edited(Stage.MapFields));

        machine.FollowEvidence();

        Assert.Equal(SiteState.MapFields, machine.State);
    }

    [Theory]
    [InlineData(true, SiteState.Ramp)]
    [InlineData(false, SiteState.Live)]
    public void Going_live_begins_with_a_ramp_where_a_plan_names_care_units(bool ramps, SiteState expected)
    {
        var machine = new SiteMachine(SiteState.GoLive, Holding(StageList.All, new(ramps, null, null)));

        Assert.True(machine.TryFire(SiteTrigger.Continue));
        Assert.Equal(expected, machine.State);
    }

    [Fact]
    public void Run_from_before_a_roll_back_does_not_go_live_again()
    {
        Assert.False(new SiteMachine(SiteState.GoLive, Holding(StageList.All, new(true, null, Now))).TryFire(SiteTrigger.Continue));
        Assert.True(new SiteMachine(SiteState.GoLive, Holding(StageList.All, new(true, null, Now.AddSeconds(-1)))).TryFire(SiteTrigger.Continue));
    }

    [Theory]
    [InlineData(RampPhase.Ramping, SiteState.Ramp)]
    [InlineData(RampPhase.Proven, SiteState.Ramp)]
    [InlineData(RampPhase.Hypercare, SiteState.Hypercare)]
    [InlineData(RampPhase.Over, SiteState.Live)]
    [InlineData(null, SiteState.Live)]
    public void Suspended_site_resumes_where_its_ramp_says(RampPhase? phase, SiteState expected)
    {
        var machine = new SiteMachine(SiteState.Suspended, Holding(StageList.All, new(phase is not null, phase, null)));

        Assert.True(machine.TryFire(SiteTrigger.Resume));
        Assert.Equal(expected, machine.State);
    }

    [Theory]
    [InlineData(SiteState.Ramp, RampPhase.Ramping)]
    [InlineData(SiteState.Hypercare, RampPhase.Hypercare)]
    public void Neither_ramp_nor_hypercare_goes_on_before_its_facts_say_so(SiteState state, RampPhase phase) =>
        Assert.False(new SiteMachine(state, Holding(StageList.All, new(true, phase, null))).TryFire(SiteTrigger.Continue));

    [Fact]
    public void Traffic_is_taken_by_three_states_and_what_has_gone_live_are_four()
    {
        Assert.Equal([SiteState.Ramp, SiteState.Hypercare, SiteState.Live], StageList.WithTraffic);
        Assert.Equal([SiteState.Ramp, SiteState.Hypercare, SiteState.Live, SiteState.Suspended], StageList.GoneLive);
    }

    private static TrafficFacts TrafficFor(SiteTransition line) => (line.From, line.To) switch
    {
        (SiteState.GoLive, SiteState.Ramp) => new(true, null, null),
        (SiteState.Ramp, SiteState.Hypercare) => new(true, RampPhase.Proven, null),
        (SiteState.Hypercare, SiteState.Live) => new(true, RampPhase.Over, null),
        (SiteState.Suspended, SiteState.Ramp) => new(true, RampPhase.Ramping, null),
        (SiteState.Suspended, SiteState.Hypercare) => new(true, RampPhase.Hypercare, null),
        _ => TrafficFacts.None,
    };

    private static EvidenceView Holding(IEnumerable<Stage> stages, TrafficFacts? traffic = null) => View(stages.Select(stage => Of(stage, CheckState.Passed, "now")), traffic);

    private static EvidenceView Edited(Stage edited) =>
        View(StageList.All.Select(stage => Of(stage, CheckState.Passed, stage == edited ? "before the edit" : "now")));

    private static StageEvidence Of(Stage stage, CheckState verdict, string fingerprint) => new(Guid.NewGuid(), stage, verdict, fingerprint, Now);

    private static EvidenceView View(IEnumerable<StageEvidence> evidence, TrafficFacts? traffic = null) =>
        new(evidence.ToDictionary(entry => entry.Stage), StageList.All.ToDictionary(stage => stage, _ => "now"), Now, traffic);
}
