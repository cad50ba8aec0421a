using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LiveTraffic.Gateway;
using LiveTraffic.Keys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Onboarding.Sites;
using Xunit;

namespace LiveTraffic.Tests.Support;

/// <summary>One process that serves the gateway of a bench over real HTTP, and a caller with a key.</summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient caller;

    private GatewayHost(WebApplication app) => (this.app, caller) = (app, new() { BaseAddress = new(app.Urls.First()) });

    public static async Task<GatewayHost> StartAsync(PatientGateway gateway)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(gateway);
        builder.Services.AddSingleton(new LiveTraffic.Downtime.DowntimeQueue(TimeProvider.System));
        var app = builder.Build();
        app.MapLiveTraffic();
        await app.StartAsync(LiveBench.Cancel);
        return new(app);
    }

    public async Task UnlockAsync(LiveBench bench, Site site) =>
        Unlock((await bench.Get<ApiKeys>().CreateAsync(site.Id, LiveBench.Csm, LiveBench.Cancel)).Value!.Plain);

    public void Unlock(string key) => caller.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);

    public Task<HttpResponseMessage> ReadAsync(string id, string? unit = null) => SendAsync(new(HttpMethod.Get, $"/api/v1/sites/mercy-west/patients/{id}"), unit);

    public Task<HttpResponseMessage> LookUpAsync(string mrn, string? unit = null) =>
        SendAsync(new(HttpMethod.Post, "/api/v1/sites/mercy-west/patients/lookup") { Content = JsonContent.Create(new { mrn }) }, unit);

    public static async Task<JsonObject> RefusedAsync(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        var problem = (await answer.Content.ReadFromJsonAsync<JsonObject>(LiveBench.Cancel))!;
        Assert.Equal((status, code), (answer.StatusCode, problem["code"]?.GetValue<string>()));
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.NotEmpty(problem["nextStep"]!.GetValue<string>());
        return problem;
    }

    public async ValueTask DisposeAsync()
    {
        caller.Dispose();
        await app.DisposeAsync();
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string? unit)
    {
        using (request)
        {
            if (unit is not null)
                request.Headers.Add("X-Care-Unit", unit);
            return await caller.SendAsync(request, LiveBench.Cancel);
        }
    }
}
