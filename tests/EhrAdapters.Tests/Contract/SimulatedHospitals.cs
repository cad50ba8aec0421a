using System.Net.Http.Json;
using System.Text.Json.Nodes;
using EhrSimulator;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace EhrAdapters.Tests.Contract;

/// <summary>All simulated hospitals on a free port, for the contract suite.</summary>
public sealed class SimulatedHospitals : IAsyncLifetime
{
    private readonly WebApplication app = SimulatorHost.Build(new SimulatorOptions { Urls = "http://127.0.0.1:0" });
    private readonly HttpClient staff = new();

    public async ValueTask InitializeAsync()
    {
        await app.StartAsync(TestContext.Current.CancellationToken);
        staff.BaseAddress = new Uri(SimulatorHost.Address(app));
    }

    public async ValueTask DisposeAsync()
    {
        staff.Dispose();
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
    }

    public async Task<SimulatedSite> SiteAsync(string slug)
    {
        var file = await staff.GetFromJsonAsync<JsonObject>($"/hospitals/{slug}/site.json", TestContext.Current.CancellationToken);
        return SimulatedSite.From(slug, file!);
    }

    /// <summary>Turns faults on for one hospital; disposing puts everything back.</summary>
    public async Task<IAsyncDisposable> WithDialsAsync(string slug, object dials)
    {
        using var answer = await staff.PatchAsJsonAsync($"/hospitals/{slug}/dials", dials, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        return new Reset(staff, slug);
    }

    /// <summary>How often a hospital's token endpoint was asked since the last reset.</summary>
    public async Task<int> TokenRequestsAsync(string slug) =>
        (await staff.GetFromJsonAsync<JsonObject>($"/hospitals/{slug}", TestContext.Current.CancellationToken))!["tokenRequests"]!.GetValue<int>();

    /// <summary>Registers a client at a hospital, with a secret of its own where one is given; the answer holds <c>clientId</c> and <c>clientSecret</c>.</summary>
    public async Task<JsonObject> RegisterAsync(string slug, object ask)
    {
        using var answer = await staff.PostAsJsonAsync($"/hospitals/{slug}/staff", ask, TestContext.Current.CancellationToken);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken))!;
    }

    private sealed class Reset(HttpClient staff, string slug) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => (await staff.PostAsync(new Uri($"/hospitals/{slug}/reset", UriKind.Relative), null)).Dispose();
    }
}
