using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using EhrAdapters.Diagnosis;
using LiveTraffic.Alerting;
using LiveTraffic.Monitor;
using LiveTraffic.Persistence;
using LiveTraffic.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LiveTraffic.Tests.Alerting;

public sealed class WebhookSenderTests
{
    private static readonly Uri Address = new("https://hooks.example.org/alerts");

    [Fact]
    public async Task Alert_is_posted_with_site_cause_and_owner()
    {
        var hook = new Hook(HttpStatusCode.NoContent);

        var alert = await SendAsync(hook);

        Assert.Equal(WebhookState.Delivered, alert.Webhook);
        var body = Assert.Single(hook.Bodies);
        Assert.Equal("raised", body["kind"]!.GetValue<string>());
        Assert.Equal("Mercy West", body["site"]!.GetValue<string>());
        Assert.Equal("TCP-REFUSED", body["code"]!.GetValue<string>());
        Assert.Equal("hospital", body["owner"]!.GetValue<string>());
        Assert.NotNull(body["cause"]);
        Assert.NotNull(body["since"]);
    }

    [Fact]
    public async Task Resolved_alert_is_posted_as_resolved_and_by_the_same_rules()
    {
        var hook = new Hook(HttpStatusCode.BadGateway, HttpStatusCode.OK);

        var alert = await SendAsync(hook, resolved: true);

        Assert.Equal(WebhookState.Delivered, alert.Webhook);
        Assert.Equal(["resolved", "resolved"], hook.Bodies.Select(body => body["kind"]!.GetValue<string>()));
        Assert.All(hook.Bodies, body => Assert.NotNull(body["resolvedAt"]));
    }

    [Fact]
    public async Task Outage_and_its_end_are_each_told_once()
    {
        var hook = new Hook(HttpStatusCode.OK);
        await using var bench = await LiveBench.OpenAsync(Address);
        var site = await bench.SiteAsync();
        using var client = new HttpClient(hook);
        using var sender = ActivatorUtilities.CreateInstance<WebhookSender>(bench.Services, client);
        await using var db = await bench.DbAsync();
        var book = bench.Get<HealthBook>();

        for (var probe = 0; probe < 20; probe++)
        {
            bench.Time.Advance(TimeSpan.FromMinutes(1));
            await book.RecordAsync(site.Id, probe < 3 ? FindingCatalog.Create(FindingCodes.TcpRefused) : null, TimeSpan.FromSeconds(1), LiveBench.Cancel);
            foreach (var alert in await db.Alerts.AsNoTracking().ToListAsync(LiveBench.Cancel))
                await sender.SendAsync(alert.Id, LiveBench.Cancel);
        }

        Assert.Equal(["raised", "resolved"], hook.Bodies.Select(body => body["kind"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Failing_webhook_is_tried_a_few_times_and_written_down()
    {
        var hook = new Hook(HttpStatusCode.InternalServerError);

        var alert = await SendAsync(hook);

        Assert.Equal(WebhookState.Failed, alert.Webhook);
        Assert.Equal("The webhook answered 500.", alert.WebhookNote);
        Assert.Equal(4, hook.Bodies.Count);
    }

    [Fact]
    public async Task Webhook_that_recovers_is_delivered()
    {
        var hook = new Hook(HttpStatusCode.BadGateway, HttpStatusCode.OK);

        var alert = await SendAsync(hook);

        Assert.Equal(WebhookState.Delivered, alert.Webhook);
        Assert.Equal(2, hook.Bodies.Count);
    }

    [Fact]
    public async Task Private_webhook_that_nobody_named_is_not_called_and_not_tried_again()
    {
        await using var listener = await ListenerAsync();
        var log = new Lines();
        var alert = await SendGuardedAsync(listener.Address, named: [], log);

        Assert.Equal((WebhookState.Failed, 0), (alert.Webhook, listener.Calls));
        Assert.StartsWith("The webhook's address is private and was not called.", alert.WebhookNote, StringComparison.Ordinal);
        var line = Assert.Single(log.Written);
        Assert.Contains(alert.WebhookNote!, line, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing listens.", line, StringComparison.Ordinal);
        Assert.DoesNotContain("Mercy West", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Private_webhook_that_the_settings_name_is_called()
    {
        await using var listener = await ListenerAsync();

        var alert = await SendGuardedAsync(listener.Address, named: ["127.0.0.1"], new());

        Assert.Equal((WebhookState.Delivered, 1), (alert.Webhook, listener.Calls));
    }

    [Fact]
    public async Task Redirect_of_the_webhook_takes_the_alert_nowhere_else()
    {
        await using var listener = await ListenerAsync(redirect: true);

        var alert = await SendGuardedAsync(listener.Address, named: ["127.0.0.1"], new());

        Assert.Equal("The webhook answered 307.", alert.WebhookNote);
        Assert.Equal(4, listener.Calls);
    }

    // The client is the one that the product makes, on a clock that the test does not turn.
    private static async Task<Alert> SendGuardedAsync(Uri address, IReadOnlyList<string> named, Lines log)
    {
        await using var bench = await LiveBench.OpenAsync(address);
        using var client = LiveTrafficServices.WebhookClient(new() { WebhookPrivateHosts = named }, TimeProvider.System);
        return await SendAsync(bench, client, resolved: false, log);
    }

    private static async Task<Listener> ListenerAsync(bool redirect = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var listener = new Listener(builder.Build());
        listener.App.MapPost("/{**path}", () =>
        {
            listener.Calls++;
            return redirect ? Results.Redirect("/elsewhere", preserveMethod: true) : Results.NoContent();
        });
        await listener.App.StartAsync(LiveBench.Cancel);
        return listener;
    }

    private sealed class Listener(WebApplication app) : IAsyncDisposable
    {
        public WebApplication App => app;

        public int Calls { get; set; }

        public Uri Address => new(new Uri(app.Urls.First()), "/alerts");

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }

    private sealed class Lines : ILogger<WebhookSender>
    {
        public List<string> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Add(formatter(state, exception));
    }

    private static async Task<Alert> SendAsync(Hook hook, bool resolved = false)
    {
        await using var bench = await LiveBench.OpenAsync(Address);
        using var client = new HttpClient(hook);
        return await SendAsync(bench, client, resolved, null);
    }

    private static async Task<Alert> SendAsync(LiveBench bench, HttpClient client, bool resolved, Lines? log)
    {
        var site = await bench.SiteAsync();
        var alert = new Alert
        {
            Id = Guid.NewGuid(), SiteId = site.Id, Code = FindingCodes.TcpRefused, Cause = "Nothing listens.", Owner = FaultOwner.Hospital, NextStep = "Ask.", Since = bench.Time.GetUtcNow(), Webhook = WebhookState.Waiting,
            ResolvedAt = resolved ? bench.Time.GetUtcNow() : null,
        };
        await using var db = await bench.DbAsync();
        db.Alerts.Add(alert);
        await db.SaveChangesAsync(LiveBench.Cancel);
        using var sender = log is null
            ? ActivatorUtilities.CreateInstance<WebhookSender>(bench.Services, client)
            : ActivatorUtilities.CreateInstance<WebhookSender>(bench.Services, client, log);

        // The clock turns as soon as the sender waits between two attempts.
        var sending = sender.SendAsync(alert.Id, LiveBench.Cancel);
        while (!sending.IsCompleted)
        {
            bench.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await sending;
        return await db.Alerts.AsNoTracking().SingleAsync(LiveBench.Cancel);
    }

    private sealed class Hook(params HttpStatusCode[] answers) : HttpMessageHandler
    {
        public List<JsonObject> Bodies { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Bodies.Add((await request.Content!.ReadFromJsonAsync<JsonObject>(CancellationToken.None))!);
            return new(answers[Math.Min(Bodies.Count, answers.Length) - 1]);
        }
    }
}
