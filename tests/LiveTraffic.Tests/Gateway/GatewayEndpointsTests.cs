using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using EhrAdapters.Diagnosis;
using LiveTraffic.Downtime;
using LiveTraffic.Gateway;
using LiveTraffic.Keys;
using LiveTraffic.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Onboarding.Sites;
using Xunit;

namespace LiveTraffic.Tests.Gateway;

/// <summary>The API as a caller sees it, over real HTTP.</summary>
public sealed class GatewayEndpointsTests : IAsyncLifetime
{
    private LiveBench bench = null!;
    private WebApplication app = null!;
    private HttpClient caller = null!;

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
        caller = new() { BaseAddress = new(app.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        caller.Dispose();
        await app.DisposeAsync();
        await bench.DisposeAsync();
    }

    [Fact]
    public async Task Patient_of_a_live_site_is_served_normalised()
    {
        await OpenAsync();
        bench.Hospital.Patients.Add(FakeHospital.Patient("p1", "M-100"));

        var answer = await caller.GetAsync(new Uri("/api/v1/sites/mercy-west/patients/p1", UriKind.Relative), LiveBench.Cancel);
        var patient = (await answer.Content.ReadFromJsonAsync<JsonObject>(LiveBench.Cancel))!;

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal("M-100", patient["mrn"]!.GetValue<string>());
        Assert.Equal("Okonjo", patient["name"]!["family"]!.GetValue<string>());
        Assert.Equal("female", patient["gender"]!.GetValue<string>());
        Assert.True(patient.ContainsKey("email"));
        Assert.Null(patient["email"]);
    }

    [Fact]
    public async Task Look_up_takes_the_key_from_the_other_header_and_the_exact_number_only()
    {
        var key = await OpenAsync();
        caller.DefaultRequestHeaders.Authorization = null;
        caller.DefaultRequestHeaders.Add("X-Api-Key", key);
        bench.Hospital.Patients.AddRange([FakeHospital.Patient("p1", "M-100"), FakeHospital.Patient("p2", "M-1001")]);

        var answer = await LookUpAsync("""{"mrn":"M-100"}""");

        Assert.Equal("p1", (await answer.Content.ReadFromJsonAsync<JsonObject>(LiveBench.Cancel))!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Number_of_two_patients_is_ambiguous()
    {
        await OpenAsync();
        bench.Hospital.Patients.AddRange([FakeHospital.Patient("p1", "M-100"), FakeHospital.Patient("p2", "M-100")]);

        await RefusedAsync(await LookUpAsync("""{"mrn":"M-100"}"""), HttpStatusCode.Conflict, "mrn-ambiguous");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"mrn":" "}""")]
    [InlineData("not json")]
    [InlineData("")]
    [InlineData("[1, 2]")]
    [InlineData("""{"mrn":7}""")]
    public async Task Look_up_without_a_number_is_a_bad_request(string body)
    {
        await OpenAsync();

        await RefusedAsync(await LookUpAsync(body), HttpStatusCode.BadRequest, "mrn-missing");
    }

    [Fact]
    public async Task Look_up_with_too_large_a_body_is_a_bad_request()
    {
        await OpenAsync();

        var problem = await RefusedAsync(await LookUpAsync($$"""{"mrn":"{{new string('7', 5_000)}}"}"""), HttpStatusCode.BadRequest, "mrn-missing");

        Assert.Contains("at most 4 KB", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silent_hospital_is_told_as_a_timeout_when_the_request_limit_is_over()
    {
        await OpenAsync();
        var asked = bench.Hospital.Silent = new(TaskCreationOptions.RunContinuationsAsynchronously);

        var reading = ReadAsync("p1");
        await asked.Task.WaitAsync(LiveBench.Cancel);
        bench.Time.Advance(TimeSpan.FromSeconds(30));

        var problem = await RefusedAsync(await reading, HttpStatusCode.GatewayTimeout, "http-timeout");
        Assert.NotNull(problem["owner"]);
    }

    [Fact]
    public async Task Unknown_patient_is_not_found()
    {
        await OpenAsync();

        await RefusedAsync(await ReadAsync("nobody"), HttpStatusCode.NotFound, "patient-not-found");
        await RefusedAsync(await LookUpAsync("""{"mrn":"M-9"}"""), HttpStatusCode.NotFound, "patient-not-found");
    }

    [Fact]
    public async Task Unknown_site_is_not_found() =>
        await RefusedAsync(await ReadAsync("p1"), HttpStatusCode.NotFound, "site-unknown");

    [Fact]
    public async Task Missing_or_wrong_key_is_unauthorised()
    {
        await OpenAsync();
        caller.DefaultRequestHeaders.Authorization = null;
        await RefusedAsync(await ReadAsync("p1"), HttpStatusCode.Unauthorized, "key-missing-or-wrong");

        caller.DefaultRequestHeaders.Authorization = new("Bearer", "sk_wrong");
        await RefusedAsync(await ReadAsync("p1"), HttpStatusCode.Unauthorized, "key-missing-or-wrong");
    }

    [Fact]
    public async Task Site_that_is_not_live_is_refused()
    {
        await OpenAsync(live: false);

        await RefusedAsync(await ReadAsync("p1"), HttpStatusCode.Conflict, "site-not-live");
        Assert.Equal(0, bench.Hospital.Made);
    }

    [Theory]
    [InlineData(FindingCodes.TcpRefused, HttpStatusCode.ServiceUnavailable)]
    [InlineData(FindingCodes.HttpTimeout, HttpStatusCode.GatewayTimeout)]
    [InlineData(FindingCodes.Http500, HttpStatusCode.BadGateway)]
    public async Task Hospital_that_is_down_is_told_with_cause_and_owner(string code, HttpStatusCode expected)
    {
        await OpenAsync();
        var down = bench.Hospital.Down = FindingCatalog.Create(code);

        var problem = await RefusedAsync(await ReadAsync("p1"), expected, code.ToLowerInvariant());

        Assert.Equal(down.Cause, problem["detail"]!.GetValue<string>());
        Assert.Equal(down.NextStep, problem["nextStep"]!.GetValue<string>());
        Assert.NotNull(problem["owner"]);
    }

    [Fact]
    public async Task Adapter_is_shared_until_an_edit_brings_a_new_one()
    {
        await OpenAsync();
        bench.Hospital.Patients.Add(FakeHospital.Patient("p1", "M-100"));
        await ReadAsync("p1");
        await ReadAsync("p1");
        Assert.Equal((1, 0), (bench.Hospital.Made, bench.Hospital.Disposed));

        var site = await bench.ReloadAsync((await SiteAsync())!.Id);
        await bench.Get<SiteService>().PlanAsync(site.Id, site.Version, new DateOnly(2026, 7, 1), LiveBench.Csm, LiveBench.Cancel);
        await ReadAsync("p1");

        Assert.Equal((2, 1), (bench.Hospital.Made, bench.Hospital.Disposed));
    }

    private async Task<string> OpenAsync(bool live = true)
    {
        var site = await bench.SiteAsync(live);
        var key = (await bench.Get<ApiKeys>().CreateAsync(site.Id, LiveBench.Csm, LiveBench.Cancel)).Value!;
        caller.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Plain);
        return key.Plain;
    }

    private async Task<Site?> SiteAsync() => (await bench.Get<SiteQueries>().FindAsync("mercy-west", LiveBench.Cancel))?.Site;

    private Task<HttpResponseMessage> ReadAsync(string id) => caller.GetAsync(new Uri($"/api/v1/sites/mercy-west/patients/{id}", UriKind.Relative), LiveBench.Cancel);

    private Task<HttpResponseMessage> LookUpAsync(string body) => caller.PostAsync(
        new Uri("/api/v1/sites/mercy-west/patients/lookup", UriKind.Relative), new StringContent(body, new MediaTypeHeaderValue("application/json")), LiveBench.Cancel);

    private static async Task<JsonObject> RefusedAsync(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        var problem = (await answer.Content.ReadFromJsonAsync<JsonObject>(LiveBench.Cancel))!;
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(code, problem["code"]!.GetValue<string>());
        Assert.NotEmpty(problem["nextStep"]!.GetValue<string>());
        return problem;
    }
}
