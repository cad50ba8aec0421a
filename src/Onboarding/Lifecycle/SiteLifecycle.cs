using Onboarding.Evidence;
using Onboarding.Persistence;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Ramp;

namespace Onboarding.Lifecycle;

/// <summary>The one way a site's state changes, and the audit line that every change leaves.</summary>
public sealed class SiteLifecycle(TimeProvider time)
{
    /// <summary>Lets the site go where its evidence says, after an edit or a finished run. The caller saves.</summary>
    public async Task FollowEvidenceAsync(OnboardingDb db, Site site, Actor by, CancellationToken cancellationToken)
    {
        var evidence = await db.EvidenceOfAsync(site, time.GetUtcNow(), cancellationToken);
        var machine = new SiteMachine(site.State, evidence);
        machine.FollowEvidence();
        await EnterAsync(db, site, machine.State, trigger: null, evidence, by, reason: null, cancellationToken);
    }

    /// <summary>Fires one trigger; refuses with what is missing. The caller saves.</summary>
    public async Task<Result<Done>> FireAsync(OnboardingDb db, Site site, SiteTrigger trigger, Actor by, string? reason, CancellationToken cancellationToken)
    {
        var evidence = await db.EvidenceOfAsync(site, time.GetUtcNow(), cancellationToken);
        var machine = new SiteMachine(site.State, evidence);
        if (!machine.TryFire(trigger))
        {
            var missing = machine.Missing(trigger);
            return SiteRefusals.NotPermitted(missing.Count > 0 ? missing : [$"a site that is “{site.State.Title()}” cannot do that"]);
        }

        await EnterAsync(db, site, machine.State, trigger, evidence, by, reason, cancellationToken);
        return new Done();
    }

    private async Task EnterAsync(
        OnboardingDb db, Site site, SiteState state, SiteTrigger? trigger, EvidenceView evidence, Actor by, string? reason, CancellationToken cancellationToken)
    {
        if (state == site.State)
            return;
        var (from, now) = (site.State, time.GetUtcNow());
        await db.FollowAsync(site, state, trigger, by, reason, now, cancellationToken);
        var back = state < from && state <= SiteState.GoLive && (from <= SiteState.GoLive || from.HasGoneLive());
        var what = (state, trigger) switch
        {
            (_, SiteTrigger.RollBack) => "Rolled back: no real traffic, going live begins anew",
            (SiteState.Suspended, _) => "Real traffic suspended",
            _ when from is SiteState.Suspended && state.TakesTraffic() => "Real traffic flows again",
            (SiteState.Ramp, _) => "Went live with its first care unit",
            (SiteState.Hypercare, _) => "Every care unit is in; hypercare begins",
            (SiteState.Live, _) => from is SiteState.Hypercare ? "Hypercare is over: live" : "Went live",
            (SiteState.OnHold, _) => "Put on hold",
            (SiteState.Withdrawn, _) => "Withdrawn",
            _ when back => $"Back to {state.Title().ToLowerInvariant()}: {(evidence.Changed(state.AsStage()!.Value) ? "an edit ended its evidence" : "its newest run did not pass")}",
            _ => SiteHistory.MovedOn(state),
        };
        site.Enter(state, now);
        db.Note(site.Id, by, reason is null ? what : $"{what}: {reason.TrimEnd('.')}", now, back || state is SiteState.Suspended ? "bad" : state.TakesTraffic() ? "good" : null);
    }
}
