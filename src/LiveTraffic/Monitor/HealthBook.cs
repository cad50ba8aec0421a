using EhrAdapters.Diagnosis;
using LiveTraffic.Alerting;
using LiveTraffic.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Onboarding;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Hypercare;

namespace LiveTraffic.Monitor;

/// <summary>Writes down what a probe saw, and opens and closes the site's alert.</summary>
public sealed class HealthBook(IDbContextFactory<LiveTrafficDb> factory, WebhookQueue webhooks, SiteHub hub, IOptions<LiveTrafficOptions> options, TimeProvider time)
{
    /// <summary>Probes that must fail in a row before somebody is told.</summary>
    public const int AlertAfter = HypercareLimits.NormalProbesBeforeAlert;

    private WebhookState Wanted => options.Value.WebhookUrl is null ? WebhookState.NotWanted : WebhookState.Waiting;

    public async Task RecordAsync(SiteId site, Finding? fault, TimeSpan took, CancellationToken cancellationToken, int alertAfter = AlertAfter)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var health = await db.Health.SingleOrDefaultAsync(row => row.SiteId == site, cancellationToken);
        if (health is null)
            db.Health.Add(health = SiteHealth.New(site, now));
        health.Record(fault, took, now);

        var open = await db.Alerts.SingleOrDefaultAsync(alert => alert.SiteId == site && alert.ResolvedAt == null, cancellationToken);
        var down = fault is not null && health.FailuresInARow >= alertAfter;
        var replaced = open is not null && down && StandingAlerts.Codes.Contains(open.Code) ? open : null;
        if (replaced is not null)
        {
            // That the hospital is down is the greater news, and one alert is open per site.
            Resolve(replaced, now);
            await db.SaveChangesAsync(cancellationToken);
            open = null;
        }

        var opened = open is null && down ? Open(db, health, fault!, now) : null;
        if (open is not null && (!StandingAlerts.Codes.Contains(open.Code) || open.AcknowledgedAt is not null) && now - health.GoodSince >= options.Value.ResolveAfter)
            Resolve(open, now);
        await db.SaveChangesAsync(cancellationToken);
        foreach (var news in new[] { replaced, opened, open })
            if (news is { Webhook: WebhookState.Waiting })
                webhooks.Add(news.Id);
        hub.Publish(new(site));
    }

    /// <summary>Closes the alerts of sites that take no traffic any more: nobody probes them, so nothing could close them later. That the rules rolled one back stays open until somebody looks after it.</summary>
    public async Task ForgetOthersAsync(IReadOnlyCollection<SiteId> live, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var left = await db.Alerts.Where(alert => alert.ResolvedAt == null && !live.Contains(alert.SiteId)
            && (!StandingAlerts.Codes.Contains(alert.Code) || alert.AcknowledgedAt != null)).ToListAsync(cancellationToken);
        foreach (var alert in left)
            Resolve(alert, time.GetUtcNow());
        await db.Health.Where(health => !live.Contains(health.SiteId)).ExecuteDeleteAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        foreach (var alert in left)
        {
            webhooks.Add(alert.Id);
            hub.Publish(new(alert.SiteId));
        }
    }

    private void Resolve(Alert alert, DateTimeOffset now) => (alert.ResolvedAt, alert.Webhook) = (now, Wanted);

    private Alert Open(LiveTrafficDb db, SiteHealth health, Finding fault, DateTimeOffset now)
    {
        var alert = new Alert
        {
            Id = Guid.CreateVersion7(now),
            SiteId = health.SiteId,
            Code = fault.Code,
            Cause = fault.Cause,
            Owner = fault.Owner,
            NextStep = fault.NextStep,
            Since = health.FailingSince!.Value,
            Webhook = Wanted,
        };
        db.Alerts.Add(alert);
        return alert;
    }
}
