using Onboarding.Evidence;
using Onboarding.Persistence;
using Onboarding.Sites;

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
        Enter(db, site, machine.State, evidence, by, reason: null);
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

        Enter(db, site, machine.State, evidence, by, reason);
        return new Done();
    }

    private void Enter(OnboardingDb db, Site site, SiteState state, EvidenceView evidence, Actor by, string? reason)
    {
        if (state == site.State)
            return;
        var back = state < site.State && state <= SiteState.GoLive && site.State <= SiteState.Live;
        var what = (state, back) switch
        {
            (SiteState.Live, _) => "Went live",
            (SiteState.OnHold, _) => "Put on hold",
            (SiteState.Withdrawn, _) => "Withdrawn",
            (_, true) => $"Back to {state.Title().ToLowerInvariant()}: {(evidence.Changed(state.AsStage()!.Value) ? "an edit ended its evidence" : "its newest run did not pass")}",
            _ => SiteHistory.MovedOn(state),
        };
        site.Enter(state, time.GetUtcNow());
        db.Note(site.Id, by, reason is null ? what : $"{what}: {reason}", time.GetUtcNow(), back ? "bad" : state is SiteState.Live ? "good" : null);
    }
}
