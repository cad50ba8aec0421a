using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using EhrAdapters.Diagnosis;
using LiveTraffic.Downtime;
using LiveTraffic.Gateway;
using LiveTraffic.Keys;
using LiveTraffic.Monitor;
using LiveTraffic.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Onboarding.Persistence;
using Onboarding.Sites;
using Xunit;

namespace LiveTraffic.Tests.Downtime;

/// <summary>The queue as a caller of the API sees it, over real HTTP.</summary>
public sealed class QueueEndpointsTests : IAsyncLifetime
{
    private LiveBench bench = null!;
    private WebApplication app = null!;
    private HttpClient caller = null!;
    private QueueWorker worker = null!;
    private Site site = null!;

    public async ValueTask InitializeAsync()
    {
        bench = await LiveBench.OpenAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(bench.Get<PatientGateway>());
        builder.Services.AddSingleton(bench.Get<DowntimeQueue>());
        app = builder.Build();
        app.MapLiveTraffic();
        await app.StartAsync(LiveBench.Cancel);
        worker = ActivatorUtilities.CreateInstance<QueueWorker>(bench.Services);
        site = await bench.SiteAsync();
        caller = await CallerAsync();
        bench.Hospital.Patients.AddRange([FakeHospital.Patient("p1", "M-100"), FakeHospital.Patient("p2", "M-200")]);
    }

    public async ValueTask DisposeAsync()
    {
        worker.Dispose();
        caller.Dispose();
        await app.DisposeAsync();
        await bench.DisposeAsync();
    }

    [Fact]
    public async Task Caller_that_would_rather_wait_gets_a_place_and_later_its_patient_once()
    {
        GoDown();
        using var first = await AskAsync("M-100");
        using var second = await AskAsync("M-200");

        Assert.Equal((HttpStatusCode.Accepted, 1), (first.StatusCode, await PlaceAsync(first)));
        Assert.Equal((HttpStatusCode.Accepted, 2), (second.StatusCode, await PlaceAsync(second)));
        Assert.Equal("respond-async", first.Headers.GetValues("Preference-Applied").Single());
        Assert.Equal(QueueRules.AskAgain, first.Headers.RetryAfter!.Delta);
        Assert.Equal(HttpStatusCode.Accepted, (await caller.GetAsync(second.Content.Headers.ContentLocation, LiveBench.Cancel)).StatusCode);

        await ComeBackAsync();
        using var fetched = await caller.GetAsync(second.Content.Headers.ContentLocation, LiveBench.Cancel);
        Assert.Equal("p2", (await fetched.Content.ReadFromJsonAsync<JsonObject>(LiveBench.Cancel))!["id"]!.GetValue<string>());
        Assert.Equal("queued-gone", await CodeAsync(second, HttpStatusCode.Gone));
        Assert.Equal(HttpStatusCode.OK, (await caller.GetAsync(first.Content.Headers.ContentLocation, LiveBench.Cancel)).StatusCode);
    }

    [Fact]
    public async Task Caller_without_the_header_is_refused_as_ever()
    {
        bench.Hospital.Down = FindingCatalog.Create(FindingCodes.Http503) with { Retry = new(true, TimeSpan.FromSeconds(30), "Later.") };

        using var answer = await AskAsync("M-100", wait: null);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Empty(bench.Get<DowntimeQueue>().Sites);
    }

    [Theory]
    [InlineData("respond-async, wait=10")]
    [InlineData("return=minimal, Respond-Async; foo=1")]
    public async Task Preference_is_read_beside_others(string prefer)
    {
        GoDown();

        using var answer = await AskAsync("M-100", prefer);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    [Fact]
    public async Task Who_comes_while_others_wait_goes_behind_them_and_does_not_knock()
    {
        GoDown();
        await AskAsync("M-100");
        bench.Hospital.Down = null;

        using var later = await AskAsync("M-200");

        Assert.Equal((HttpStatusCode.Accepted, 2), (later.StatusCode, await PlaceAsync(later)));
    }

    [Fact]
    public async Task Patient_that_does_not_exist_and_wrong_keys_never_wait()
    {
        GoDown();
        await AskAsync("M-100");
        using var stranger = new HttpClient { BaseAddress = caller.BaseAddress };
        stranger.DefaultRequestHeaders.Authorization = new("Bearer", "sk_wrong");

        using var refused = await AskAsync("M-200", client: stranger);

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(1, Assert.Single(await bench.Get<LiveSites>().ListAsync(LiveBench.Cancel)).Waiting);
    }

    [Fact]
    public async Task Another_key_of_the_same_site_does_not_fetch_it()
    {
        GoDown();
        using var asked = await AskAsync("M-100");
        await ComeBackAsync();
        using var other = await CallerAsync();

        Assert.Equal("queued-gone", await CodeAsync(asked, HttpStatusCode.Gone, other));
        Assert.Equal(HttpStatusCode.OK, (await caller.GetAsync(asked.Content.Headers.ContentLocation, LiveBench.Cancel)).StatusCode);
    }

    [Fact]
    public async Task After_a_restart_the_caller_is_told_that_it_was_lost()
    {
        GoDown();
        using var asked = await AskAsync("M-100");
        var restarted = new DowntimeQueue(bench.Time);
        var id = asked.Content.Headers.ContentLocation!.ToString().Split('/')[^1];

        Assert.Equal(QueueState.Lost, restarted.Fetch(site.Id, id, "sk_any").State);
        using var answer = await caller.GetAsync(new Uri("/api/v1/sites/mercy-west/queued/abcdefghijk", UriKind.Relative), LiveBench.Cancel);
        var body = (await answer.Content.ReadFromJsonAsync<JsonObject>(LiveBench.Cancel))!;
        Assert.Equal((HttpStatusCode.Gone, "queued-lost"), (answer.StatusCode, body["code"]!.GetValue<string>()));
        Assert.Contains("restarted", body["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_and_end_are_told_once_each_and_the_long_wait_in_between()
    {
        GoDown();
        await AskAsync("M-100");
        for (var minute = 0; minute < 70; minute++)
        {
            await worker.TellAsync(LiveBench.Cancel);
            bench.Time.Advance(TimeSpan.FromMinutes(1));
        }

        await ComeBackAsync();
        await worker.TellAsync(LiveBench.Cancel);
        await worker.TellAsync(LiveBench.Cancel);

        await using var db = await bench.Get<IDbContextFactory<OnboardingDb>>().CreateDbContextAsync(LiveBench.Cancel);
        var said = await db.Audit.Where(line => line.ActorId == "portal" && (line.What.Contains("ueue") || line.What.Contains("oldest"))).OrderBy(line => line.At).Select(line => line.What).ToListAsync(LiveBench.Cancel);
        Assert.Equal(
        [
            "Queueing started: the hospital’s EHR does not answer", "The oldest request has waited for 16 min; 1 wait", "The oldest request has waited for 1 h 1 min; 1 wait",
            "Queue drained after 1 h 10 min: 1 answered, 0 set aside",
        ], said);
    }

    [Fact]
    public async Task Queue_writes_nothing_of_a_patient_anywhere()
    {
        GoDown();
        using var asked = await AskAsync("M-100");
        await worker.TellAsync(LiveBench.Cancel);

        Assert.DoesNotContain("M-100", asked.Content.Headers.ContentLocation!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("M-100", await asked.Content.ReadAsStringAsync(LiveBench.Cancel), StringComparison.Ordinal);
        await using var db = await bench.Get<IDbContextFactory<OnboardingDb>>().CreateDbContextAsync(LiveBench.Cancel);
        Assert.DoesNotContain(await db.Audit.Select(line => line.What).ToListAsync(LiveBench.Cancel), what => what.Contains("M-100", StringComparison.Ordinal));
    }

    private void GoDown() => bench.Hospital.Down = FindingCatalog.Create(FindingCodes.TcpRefused);

    private async Task ComeBackAsync()
    {
        bench.Hospital.Down = null;
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        await bench.Get<HealthBook>().RecordAsync(site.Id, null, TimeSpan.FromSeconds(1), LiveBench.Cancel);
        await worker.WorkAsync(site.Id, LiveBench.Cancel);
    }

    private async Task<HttpClient> CallerAsync()
    {
        var key = (await bench.Get<ApiKeys>().CreateAsync(site.Id, LiveBench.Csm, LiveBench.Cancel)).Value!.Plain;
        var made = new HttpClient { BaseAddress = new(app.Urls.First()) };
        made.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return made;
    }

    private async Task<HttpResponseMessage> AskAsync(string mrn, string? wait = "respond-async", HttpClient? client = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/sites/mercy-west/patients/lookup") { Content = JsonContent.Create(new { mrn }) };
        if (wait is not null)
            request.Headers.Add("Prefer", wait);
        return await (client ?? caller).SendAsync(request, LiveBench.Cancel);
    }

    private static async Task<int> PlaceAsync(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonObject>(LiveBench.Cancel))!["place"]!.GetValue<int>();

    private async Task<string> CodeAsync(HttpResponseMessage asked, HttpStatusCode expected, HttpClient? client = null)
    {
        using var answer = await (client ?? caller).GetAsync(asked.Content.Headers.ContentLocation, LiveBench.Cancel);
        Assert.Equal(expected, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(LiveBench.Cancel))!["code"]!.GetValue<string>();
    }

}
