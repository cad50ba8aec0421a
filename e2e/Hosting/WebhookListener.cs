using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Portal.E2E.Hosting;

/// <summary>The other end of a webhook: keeps every body as it came.</summary>
public sealed class WebhookListener : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Channel<string> bodies = Channel.CreateUnbounded<string>();
    private readonly WebApplication app;

    private WebhookListener(WebApplication app) => this.app = app;

    public string Address => app.Urls.First() + "/alerts";

    public static async Task<WebhookListener> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var listener = new WebhookListener(builder.Build());
        listener.app.MapPost("/alerts", async (HttpRequest request) =>
        {
            using var body = new StreamReader(request.Body);
            await listener.bodies.Writer.WriteAsync(await body.ReadToEndAsync());
            return Results.NoContent();
        });
        await listener.app.StartAsync();
        return listener;
    }

    /// <summary>The next body that comes.</summary>
    public Task<string> NextAsync() => bodies.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
