using EhrAdapters.Diagnosis;
using LiveTraffic.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Onboarding;
using Onboarding.Persistence;
using Onboarding.Stages.GoLive.Ramp;

namespace LiveTraffic.Alerting;

/// <summary>Tells that the rules rolled a site back. The alert has the stop's id, so it is raised once, whoever raises it and however often.</summary>
public sealed class StopAlerts(
    IDbContextFactory<OnboardingDb> onboarding, IDbContextFactory<LiveTrafficDb> factory, WebhookQueue webhooks, SiteHub hub, IOptions<LiveTrafficOptions> options, TimeProvider time)
{
    public async Task RaiseAsync(CancellationToken cancellationToken)
    {
        await using var sites = await onboarding.CreateDbContextAsync(cancellationToken);
        var untold = await sites.TrafficStops.Where(stop => stop.Automatic && !stop.Alerted).ToListAsync(cancellationToken);
        foreach (var stop in untold)
        {
            await RaiseAsync(stop, cancellationToken);
            stop.Alerted = true;
            await sites.SaveChangesAsync(cancellationToken);
            hub.Publish(new(stop.SiteId));
        }
    }

    private async Task RaiseAsync(TrafficStop stop, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.Alerts.AnyAsync(alert => alert.Id == stop.Id, cancellationToken))
            return;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // One open alert per site, and this one says more.
        await db.Alerts.Where(alert => alert.SiteId == stop.SiteId && alert.ResolvedAt == null)
            .ExecuteUpdateAsync(change => change.SetProperty(alert => alert.ResolvedAt, time.GetUtcNow()), cancellationToken);
        db.Alerts.Add(new()
        {
            Id = stop.Id,
            SiteId = stop.SiteId,
            Code = StandingAlerts.RolledBack,
            Cause = $"The ramp was rolled back by the rules. {stop.Reason}",
            Owner = FaultOwner.NotSure,
            NextStep = "No real traffic flows. Find the cause with the hospital, then go live again; it begins with the same care unit.",
            Since = stop.At,
            Webhook = options.Value.WebhookUrl is null ? WebhookState.NotWanted : WebhookState.Waiting,
        });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        webhooks.Add(stop.Id);
    }
}
