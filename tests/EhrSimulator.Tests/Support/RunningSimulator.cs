using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace EhrSimulator.Tests.Support;

/// <summary>One started simulator on a free port with a clock of its own, one per test class.</summary>
public sealed class RunningSimulator : IAsyncLifetime
{
    private WebApplication? app;

    public SignallingTime Time { get; } = new(new DateTimeOffset(2026, 6, 3, 14, 0, 0, TimeSpan.Zero));

    public HttpClient Http { get; private set; } = new();

    public string Address { get; private set; } = "";

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        app = SimulatorHost.Build(new() { Urls = "http://127.0.0.1:0", Time = Time });
        await app.StartAsync();
        Address = SimulatorHost.Address(app);
        Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(Address), Timeout = TimeSpan.FromSeconds(30) };
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (app is not null) await app.DisposeAsync();
    }

    public async Task<JsonNode> JsonAsync(string path) =>
        JsonNode.Parse(await Http.GetStringAsync(path, Cancel))!;

    public async Task<JsonNode> PatchDialsAsync(string slug, object dials)
    {
        using var answer = await Http.PatchAsJsonAsync($"/hospitals/{slug}/dials", dials, Cancel);
        answer.EnsureSuccessStatusCode();
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!;
    }

    /// <summary>Every hospital as it was built, so that no test finds what another one turned.</summary>
    public async Task ResetAsync()
    {
        using var answer = await Http.PostAsync(new Uri("/hospitals/reset", UriKind.Relative), null, Cancel);
        answer.EnsureSuccessStatusCode();
    }

    public Task<HospitalClient> ReadyAsync(string slug) => HospitalClient.FromSiteFileAsync(this, slug);
}
