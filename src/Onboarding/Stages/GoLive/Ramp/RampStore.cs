using Microsoft.EntityFrameworkCore;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Plan;

namespace Onboarding.Stages.GoLive.Ramp;

/// <summary>What a change of a site's state means for its ramp and its stops; and what the state machine reads of both.</summary>
public static class RampStore
{
    /// <summary>The ramp of a site that is under way or was finished; null where it ended or never began.</summary>
    public static IQueryable<SiteRamp> RampOf(this OnboardingDb db, SiteId site) =>
        db.Ramps.Where(ramp => ramp.SiteId == site && ramp.EndedAt == null);

    /// <summary>The stop that is in force; null where nobody stopped traffic.</summary>
    public static Task<TrafficStop?> StopOfAsync(this OnboardingDb db, SiteId site, CancellationToken cancellationToken) =>
        db.TrafficStops.Where(stop => stop.SiteId == site && stop.LiftedAt == null).OrderByDescending(stop => stop.At).FirstOrDefaultAsync(cancellationToken);

    /// <summary>What the machine has to know of many sites' traffic, in one query; nothing is asked for sites that are not so far.</summary>
    internal static async Task<IReadOnlyDictionary<SiteId, TrafficFacts>> TrafficOfAsync(this OnboardingDb db, IReadOnlyCollection<Site> sites, CancellationToken cancellationToken)
    {
        var far = sites.Where(site => site.State is SiteState.GoLive || site.State.HasGoneLive()).ToDictionary(site => site.Id);
        if (far.Count == 0)
            return new Dictionary<SiteId, TrafficFacts>();
        var ids = far.Keys.ToList();
        var rows = await db.Sites.AsNoTracking().Where(site => ids.Contains(site.Id)).Select(site => new
        {
            site.Id,
            Plan = db.GoLivePlans.FirstOrDefault(plan => plan.SiteId == site.Id),
            Ramp = db.Ramps.FirstOrDefault(ramp => ramp.SiteId == site.Id && ramp.EndedAt == null),
            RolledBack = db.TrafficStops.Where(stop => stop.SiteId == site.Id && stop.Kind == StopKind.RolledBack).OrderByDescending(stop => stop.At).FirstOrDefault(),
        }).ToListAsync(cancellationToken);
        return rows.ToDictionary(row => row.Id, row => new TrafficFacts(Counts(row.Plan, far[row.Id]), row.Ramp?.Phase, row.RolledBack?.At));
    }

    /// <summary>Begins, moves and ends what belongs to the state that is entered; the caller saves.</summary>
    internal static async Task FollowAsync(this OnboardingDb db, Site site, SiteState to, SiteTrigger? trigger, Actor by, string? why, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var from = site.State;
        if (!from.HasGoneLive() && !to.HasGoneLive())
            return;
        if (await db.StopOfAsync(site.Id, cancellationToken) is { } stop && (to.TakesTraffic() || stop.Kind is StopKind.Suspended))
            (stop.LiftedAt, stop.LiftedBy) = (now, by.Name);
        if (trigger is SiteTrigger.Suspend or SiteTrigger.RollBack)
            db.TrafficStops.Add(Stop(site, trigger is SiteTrigger.Suspend ? StopKind.Suspended : StopKind.RolledBack, by, why, now));
        var ramp = await db.RampOf(site.Id).SingleOrDefaultAsync(cancellationToken);
        if (to is SiteState.Ramp && ramp is null)
            await db.BeginAsync(site, now, cancellationToken);
        else if (to is SiteState.Ramp && from is SiteState.Suspended)
            ramp!.Resume(now);
        else if (to is SiteState.Hypercare)
            ramp!.BeginHypercare(now);
        else if (!to.HasGoneLive())
            ramp?.End(trigger is SiteTrigger.RollBack ? "Rolled back" : to is SiteState.OnHold or SiteState.Withdrawn ? to.Title() : "An edit ended evidence", now);
    }

    private static async Task BeginAsync(this OnboardingDb db, Site site, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var plan = await db.GoLivePlans.AsNoTracking().SingleAsync(row => row.SiteId == site.Id, cancellationToken);
        var before = await db.Ramps.AsNoTracking().Where(ramp => ramp.SiteId == site.Id).OrderByDescending(ramp => ramp.BeganAt).FirstOrDefaultAsync(cancellationToken);
        db.Ramps.Add(SiteRamp.Begin(site.Id, plan.Content, before?.Terms.Units[0].Code, now));
    }

    private static bool Counts(GoLivePlan? plan, Site site) => plan is { Content.Units.Count: > 0 } && plan.Environment == site.Connection?.Environment;

    private static TrafficStop Stop(Site site, StopKind kind, Actor by, string? why, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now), SiteId = site.Id, Kind = kind, From = site.State, At = now, By = by.Name, Reason = why ?? "", Automatic = by == Actor.Portal,
    };
}
