using System.Net.Http.Json;
using EhrAdapters.Http;
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
    // Waiting opens no address, so this one is not tried again.
    private const string Blocked = "The webhook's address is private and was not called. Name its host in LiveTraffic:WebhookPrivateHosts if that is meant.";

    private static readonly TimeSpan[] Waits = [TimeSpan.Zero, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20)];

    /// <summary>Posts an alert that waits for it, as raised or as resolved, and writes down what became of it.</summary>
    public async Task SendAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (options.Value.WebhookUrl is not { } address
            || await db.Alerts.AsNoTracking().SingleOrDefaultAsync(alert => alert.Id == id, cancellationToken) is not { Webhook: WebhookState.Waiting } alert)
        {
            return;
        }

        await using var onboarding = await sites.CreateDbContextAsync(cancellationToken);
        var site = await onboarding.Sites.AsNoTracking().Where(row => row.Id == alert.SiteId).Select(row => row.Name).SingleOrDefaultAsync(cancellationToken);
        var kind = alert.ResolvedAt is null ? "raised" : "resolved";
        var body = new { Kind = kind, site, alert.Code, alert.Cause, Owner = Json.Word(alert.Owner), alert.Since, alert.ResolvedAt, alert.NextStep };
        foreach (var wait in Waits)
        {
            await Task.Delay(wait, time, cancellationToken);
            (alert.Webhook, alert.WebhookNote) = await TryAsync(address, body, cancellationToken);
            if (alert.Webhook is WebhookState.Delivered || alert.WebhookNote == Blocked)
                break;
        }

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

    private async Task<(WebhookState State, string Note)> TryAsync(Uri address, object body, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(body, options: Json.Options) };
            // What it says beyond the status is of no interest, and may be endless.
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return answer.IsSuccessStatusCode ? (WebhookState.Delivered, "Delivered.") : (WebhookState.Failed, $"The webhook answered {(int)answer.StatusCode}.");
        }
        catch (HttpRequestException fault) when (HandlerFactory.WasBlocked(fault))
        {
            return (WebhookState.Failed, Blocked);
        }
        catch (HttpRequestException)
        {
            return (WebhookState.Failed, "The webhook could not be reached.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (WebhookState.Failed, "The webhook did not answer in time.");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The webhook for alert {AlertId} failed: {Note}")]
    private static partial void LogFailed(ILogger logger, Guid alertId, string note);
}
