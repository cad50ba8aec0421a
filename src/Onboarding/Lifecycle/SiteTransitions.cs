using Onboarding.Evidence;

namespace Onboarding.Lifecycle;

/// <summary>One line of the table: from where, by what, to where, and what must be true first.</summary>
/// <param name="To">The next state; null means the earliest stage without evidence that holds.</param>
/// <param name="Needs">The user's sentence: what to do where the guard says no; null where there is no guard.</param>
/// <param name="Guard">Pure; reads evidence only.</param>
public sealed record SiteTransition(
    SiteState From,
    SiteTrigger Trigger,
    SiteState? To,
    string? Needs = null,
    Func<EvidenceView, bool>? Guard = null);

/// <summary>Every way a site can change its state. The state machine, the README's picture and the portal's are made from this table.</summary>
public static class SiteTransitions
{
    public static readonly IReadOnlyList<SiteTransition> Table =
    [
        Forward(SiteState.Configure, SiteState.TestConnection, "complete the connection and pass its checks"),
        Forward(SiteState.TestConnection, SiteState.MapFields, "run a connection test that passes"),
        Forward(SiteState.MapFields, SiteState.ValidatePatients, "map every required field and save the mapping"),
        Forward(SiteState.ValidatePatients, SiteState.LoadTest, "validate ten patients with no failed field"),
        Forward(SiteState.LoadTest, SiteState.GoLive, "run a load test that passes"),
        GoLive(SiteState.Ramp, evidence => evidence.Traffic.Ramps),
        GoLive(SiteState.Live, evidence => !evidence.Traffic.Ramps),
        new(SiteState.Ramp, SiteTrigger.Continue, SiteState.Hypercare, "prove every step of the ramp", evidence => evidence.Traffic.Ramp is RampPhase.Proven),
        new(SiteState.Hypercare, SiteTrigger.Continue, SiteState.Live, "let the days of hypercare pass", evidence => evidence.Traffic.Ramp is RampPhase.Over),

        Back(SiteState.TestConnection),
        Back(SiteState.MapFields),
        Back(SiteState.ValidatePatients),
        Back(SiteState.LoadTest),
        Back(SiteState.GoLive),
        .. StageList.GoneLive.Select(BackFromLive),

        .. StageList.WithTraffic.Select(state => new SiteTransition(state, SiteTrigger.Suspend, SiteState.Suspended)),
        Resume(SiteState.Ramp, phase => phase is RampPhase.Ramping or RampPhase.Proven),
        Resume(SiteState.Hypercare, phase => phase is RampPhase.Hypercare),
        Resume(SiteState.Live, phase => phase is null or RampPhase.Over),
        .. StageList.GoneLive.Select(state => new SiteTransition(state, SiteTrigger.RollBack, SiteState.GoLive)),

        .. Pausable.Select(state => new SiteTransition(state, SiteTrigger.Hold, SiteState.OnHold)),
        new(SiteState.OnHold, SiteTrigger.Resume, null),

        .. Pausable.Append(SiteState.OnHold).Select(state => new SiteTransition(state, SiteTrigger.Withdraw, SiteState.Withdrawn)),
        new(SiteState.Withdrawn, SiteTrigger.Reopen, null),
    ];

    private static IEnumerable<SiteState> Pausable => Enum.GetValues<SiteState>().Where(state => state <= SiteState.Suspended);

    private static SiteTransition Forward(SiteState from, SiteState to, string needs)
    {
        var stage = from.AsStage()!.Value;
        return new(from, SiteTrigger.Continue, to, needs, evidence => evidence.Holds(stage));
    }

    private static SiteTransition Back(SiteState from) =>
        new(from, SiteTrigger.Return, null, "evidence of an earlier stage has ended", evidence => evidence.EarliestMissing() < from);

    // After a roll-back the old run proves nothing any more: the gates are read again.
    private static SiteTransition GoLive(SiteState to, Func<EvidenceView, bool> way) =>
        new(SiteState.GoLive, SiteTrigger.Continue, to, "open every gate, get a second person's approval and confirm",
            evidence => evidence.Holds(Stage.GoLive) && !evidence.Traffic.RolledBackAfter(evidence.Of(Stage.GoLive)!.BornAt) && way(evidence));

    // Real traffic stops for a change of what was proven, never because somebody tested again on a bad day: that is the monitor's business.
    private static SiteTransition BackFromLive(SiteState from) =>
        new(from, SiteTrigger.Return, null, "an edit has ended evidence", evidence => StageList.All.Any(evidence.Changed));

    // Where it was before it was suspended, as the ramp's own facts say.
    private static SiteTransition Resume(SiteState to, Func<RampPhase?, bool> way) =>
        new(SiteState.Suspended, SiteTrigger.Resume, to, "be where its ramp says", evidence => way(evidence.Traffic.Ramp));
}
