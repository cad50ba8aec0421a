using LiveTraffic.Persistence;
using Microsoft.EntityFrameworkCore;
using Onboarding;
using Onboarding.Persistence;
using Onboarding.Sites;

namespace LiveTraffic.Alerting;

/// <summary>An alert with the site it is about.</summary>
public sealed record OpenAlert(Alert Alert, Site Site);

/// <summary>The alerts that are open, and who looks after them.</summary>
public sealed class Alerts(IDbContextFactory<LiveTrafficDb> factory, IDbContextFactory<OnboardingDb> sites, SiteHub hub, TimeProvider time)
{
    /// <summary>Open alerts, the oldest first.</summary>
    public async Task<IReadOnlyList<OpenAlert>> OpenAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var open = await db.Alerts.AsNoTracking().Where(alert => alert.ResolvedAt == null).OrderBy(alert => alert.Since).ToListAsync(cancellationToken);
        await using var onboarding = await sites.CreateDbContextAsync(cancellationToken);
        var ids = open.Select(alert => alert.SiteId).ToList();
        var named = await onboarding.Sites.AsNoTracking().Where(site => ids.Contains(site.Id)).ToDictionaryAsync(site => site.Id, cancellationToken);
        return [.. open.Where(alert => named.ContainsKey(alert.SiteId)).Select(alert => new OpenAlert(alert, named[alert.SiteId]))];
    }

    /// <summary>Somebody has seen it and looks after it; it stays open until the hospital is proven good.</summary>
    public async Task<Result<Alert>> AcknowledgeAsync(Guid id, Actor by, CancellationToken cancellationToken)
    {
        if (!by.MayWork)
            return Actor.LooksOn;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.Alerts.SingleOrDefaultAsync(alert => alert.Id == id, cancellationToken) is not { } found)
            return new Refusal("alert-not-found", "There is no such alert.");
        if (found.AcknowledgedAt is not null || found.ResolvedAt is not null)
            return found;
        (found.AcknowledgedBy, found.AcknowledgedAt) = (by.Name, time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        hub.Publish(new(found.SiteId));
        return found;
    }
}
