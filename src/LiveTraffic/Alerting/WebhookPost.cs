using System.Net.Http.Json;
using EhrAdapters.Http;
using LiveTraffic.Persistence;
using Microsoft.Extensions.Options;
using Onboarding;

namespace LiveTraffic.Alerting;

/// <summary>Posts one message to the webhook, a few times where it fails, and says what became of it.</summary>
public sealed class WebhookPost(HttpClient client, IOptions<LiveTrafficOptions> options, TimeProvider time)
{
    // Waiting opens no address, so this one is not tried again.
    private const string Blocked = "The webhook's address is private and was not called. Name its host in LiveTraffic:WebhookPrivateHosts if that is meant.";

    private static readonly TimeSpan[] Waits = [TimeSpan.Zero, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20)];

    public bool IsSet => options.Value.WebhookUrl is not null;

    public async Task<(WebhookState State, string? Note)> SendAsync(object body, CancellationToken cancellationToken)
    {
        if (options.Value.WebhookUrl is not { } address)
            return (WebhookState.NotWanted, null);
        var last = (State: WebhookState.Failed, Note: "");
        foreach (var wait in Waits)
        {
            await Task.Delay(wait, time, cancellationToken);
            last = await TryAsync(address, body, cancellationToken);
            if (last.State is WebhookState.Delivered || last.Note == Blocked)
                break;
        }

        return last;
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
}
