using LiveTraffic.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Onboarding;
using Onboarding.Persistence;

namespace LiveTraffic.Alerting;

/// <summary>Posts alerts to the webhook, a few times each; what became of it stands on the alert. Never holds up the monitor.</summary>
public sealed partial class WebhookSender(
    WebhookQueue queue,
    IDbContextFactory<LiveTrafficDb> factory,
    IDbContextFactory<OnboardingDb> sites,
    HttpClient client,
    IOptions<LiveTrafficOptions> options,
    TimeProvider time,
    ILogger<WebhookSender> logger) : BackgroundService
{
    private readonly WebhookPost post = new(client, options, time);

    /// <summary>Posts an alert that waits for it, as raised or as resolved, and writes down what became of it.</summary>
    public async Task SendAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (options.Value.WebhookUrl is null
            || await db.Alerts.AsNoTracking().SingleOrDefaultAsync(alert => alert.Id == id, cancellationToken) is not { Webhook: WebhookState.Waiting } alert)
        {
            return;
        }

        await using var onboarding = await sites.CreateDbContextAsync(cancellationToken);
        var site = await onboarding.Sites.AsNoTracking().Where(row => row.Id == alert.SiteId).Select(row => row.Name).SingleOrDefaultAsync(cancellationToken);
        var kind = alert.ResolvedAt is null ? "raised" : "resolved";
        var body = new { Kind = kind, site, alert.Code, alert.Cause, Owner = Json.Word(alert.Owner), alert.Since, alert.ResolvedAt, alert.NextStep };
        (alert.Webhook, alert.WebhookNote) = await post.SendAsync(body, cancellationToken);
        if (alert.Webhook is WebhookState.Failed)
            LogFailed(logger, id, alert.WebhookNote!);
        // An alert that was resolved meanwhile waits again; what became of its raising is no longer the news.
        await db.Alerts.Where(row => row.Id == id && row.ResolvedAt == alert.ResolvedAt).ExecuteUpdateAsync(
            change => change.SetProperty(row => row.Webhook, alert.Webhook).SetProperty(row => row.WebhookNote, alert.WebhookNote), cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using (var db = await factory.CreateDbContextAsync(stoppingToken))
            foreach (var left in await db.Alerts.Where(alert => alert.Webhook == WebhookState.Waiting).Select(alert => alert.Id).ToListAsync(stoppingToken))
                queue.Add(left);
        await foreach (var alert in queue.ReadAllAsync(stoppingToken))
            await SendAsync(alert, stoppingToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The webhook for alert {AlertId} failed: {Note}")]
    private static partial void LogFailed(ILogger logger, Guid alertId, string note);
}
