using Onboarding.Evidence;
using Stateless;

namespace Onboarding.Lifecycle;

/// <summary>The state machine of one site, built from <see cref="SiteTransitions.Table"/> for one decision.</summary>
public sealed class SiteMachine
{
    private readonly StateMachine<SiteState, SiteTrigger> machine;

    public SiteMachine(SiteState state, EvidenceView evidence)
    {
        machine = new(state);
        foreach (var line in SiteTransitions.Table)
        {
            var from = machine.Configure(line.From);
            var guard = line.Guard;
            var allowed = () => guard is null || guard(evidence);
            if (line.To is { } to)
                from.PermitIf(line.Trigger, to, allowed, line.Needs);
            else
                from.PermitDynamicIf(line.Trigger, evidence.EarliestMissing, allowed, line.Needs);
        }
    }

    public SiteState State => machine.State;

    /// <summary>Fires the trigger where it is permitted.</summary>
    public bool TryFire(SiteTrigger trigger)
    {
        if (!machine.CanFire(trigger))
            return false;
        machine.Fire(trigger);
        return true;
    }

    /// <summary>What is missing before the trigger may fire; empty where it may, and where the table has no such line.</summary>
    public IReadOnlyList<string> Missing(SiteTrigger trigger) =>
        machine.CanFire(trigger, out ICollection<string>? unmet) ? [] : [.. (unmet ?? []).Distinct()];

    /// <summary>Goes back if an edit ended evidence, then forward as far as evidence reaches. Going live is never implied: it needs a person.</summary>
    public void FollowEvidence()
    {
        TryFire(SiteTrigger.Return);
        while (machine.State < SiteState.GoLive && TryFire(SiteTrigger.Continue))
        {
        }
    }
}
