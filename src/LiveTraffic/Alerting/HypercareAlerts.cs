using EhrAdapters.Diagnosis;
using LiveTraffic.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Onboarding;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Hypercare;

namespace LiveTraffic.Alerting;

/// <summary>Tells once a day that a site breaks a limit of hypercare, and counts a site's incidents.</summary>
public sealed class HypercareAlerts(HypercareLook look, IDbContextFactory<LiveTrafficDb> factory, WebhookQueue webhooks, SiteHub hub, IOptions<LiveTrafficOptions> options, TimeProvider time)
{
    public async Task RaiseAsync(CancellationToken cancellationToken)
    {
        foreach (var broken in await look.BreaksAsync(cancellationToken))
            await RaiseAsync(broken, cancellationToken);
    }

    public async Task<int> CountAsync(SiteId site, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Alerts.CountAsync(alert => alert.SiteId == site && alert.Since >= from && alert.Since < to, cancellationToken);
    }

    private async Task RaiseAsync(HypercareBreak broken, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        // An open alert has somebody's attention already; the note of the day tells the rest.
        if (await db.Alerts.AnyAsync(alert => alert.SiteId == broken.Site
            && (alert.ResolvedAt == null || (alert.Code == StandingAlerts.Hypercare && alert.Since >= broken.DayBegan)), cancellationToken))
        {
            return;
        }

        var now = time.GetUtcNow();
        var alert = new Alert
        {
            Id = Guid.CreateVersion7(now),
            SiteId = broken.Site,
            Code = StandingAlerts.Hypercare,
            Cause = broken.Sentence,
            Owner = FaultOwner.NotSure,
            NextStep = "Look at the site's note of today with the hospital's interface analyst; suspend or roll back if patients could be harmed.",
            Since = now,
            Webhook = options.Value.WebhookUrl is null ? WebhookState.NotWanted : WebhookState.Waiting,
        };
        db.Alerts.Add(alert);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // The other process was faster; one open alert per site.
            return;
        }

        webhooks.Add(alert.Id);
        hub.Publish(new(broken.Site));
    }
}
