using LiveTraffic.Downtime;
using LiveTraffic.Persistence;
using Microsoft.EntityFrameworkCore;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Sites;

namespace LiveTraffic.Monitor;

/// <summary>A live site with what the probes say of it.</summary>
/// <param name="LastProbe">Null until the first one.</param>
/// <param name="Waiting">How many requests wait until the hospital is up again.</param>
public sealed record LiveSite(Site Site, LiveHealth Health, DateTimeOffset Since, DateTimeOffset? LastProbe, int? LastMilliseconds, int? P95Milliseconds, Alert? OpenAlert, int Waiting);

/// <summary>What the page of live sites reads.</summary>
public sealed class LiveSites(IDbContextFactory<OnboardingDb> onboarding, IDbContextFactory<LiveTrafficDb> factory, DowntimeQueue queue)
{
    /// <summary>Every site that has gone live, suspended ones too, the ones in trouble first.</summary>
    public async Task<IReadOnlyList<LiveSite>> ListAsync(CancellationToken cancellationToken)
    {
        await using var sites = await onboarding.CreateDbContextAsync(cancellationToken);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var health = await db.Health.AsNoTracking().ToDictionaryAsync(row => row.SiteId, cancellationToken);
        var alerts = await db.Alerts.AsNoTracking().Where(alert => alert.ResolvedAt == null).ToDictionaryAsync(alert => alert.SiteId, cancellationToken);
        // A site that the rules rolled back is no longer live, and its alert waits here for somebody.
        var alerted = alerts.Keys.ToList();
        var live = await sites.Sites.AsNoTracking().Where(site => StageList.GoneLive.Contains(site.State) || alerted.Contains(site.Id)).ToListAsync(cancellationToken);
        return [.. live.Select(site => Of(site, health.GetValueOrDefault(site.Id), alerts.GetValueOrDefault(site.Id)))
            .OrderByDescending(site => site.OpenAlert is not null).ThenByDescending(site => site.Health is LiveHealth.Down).ThenBy(site => site.Site.Name, StringComparer.CurrentCulture)];
    }

    private LiveSite Of(Site site, SiteHealth? health, Alert? alert) => new(
        site, health?.Health ?? LiveHealth.Unknown, health?.Since ?? site.StateSince, health?.LastProbeAt, health?.LastMilliseconds, health?.P95Milliseconds, alert, queue.Of(site.Id).Waiting);
}
