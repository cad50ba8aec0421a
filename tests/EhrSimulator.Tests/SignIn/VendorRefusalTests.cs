using System.Net;
using System.Text.Json.Nodes;
using EhrSimulator.Hospitals;
using EhrSimulator.Tests.Support;
using EhrSimulator.Vendors;
using Xunit;

namespace EhrSimulator.Tests.SignIn;

public sealed class VendorRefusalTests(RunningSimulator simulator) : DialTests(simulator)
{
    [Fact]
    public async Task Epic_says_nothing_but_invalid_client()
    {
        var (status, body, raw) = await AskAsync("quillhaven", SigningKey.Rsa().Sign(Assertion.Claims(Simulator, "stranger", TokenUrl("quillhaven"))));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("""{"error":"invalid_client","error_description":null}""", raw);
        Assert.Null(body["error_description"]);
    }

    [Fact]
    public async Task Oracle_wrong_secret_is_401_with_error_uri_and_correlation_id()
    {
        using var answer = await HospitalClient.PostTokenAsync(Simulator, TokenUrl("juniper-basin"), Form("system/Patient.rs"), "nobody:nothing");

        var body = await ReadAsync(answer);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("invalid_client", (string?)body["error"]);
        Assert.Null(body["error_description"]);
        Assert.Contains("invalid_client_credentials", (string?)body["error_uri"], StringComparison.Ordinal);
        Assert.Contains(answer.Headers.GetValues("Cerner-Correlation-ID").Single(), (string?)body["error_uri"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("juniper-basin", "system/Patient.read")]
    [InlineData("juniper-basin", "system/*.rs")]
    [InlineData("juniper-basin", null)]
    [InlineData("tern-island", "system/Patient.rs")]
    public async Task Oracle_scope_in_the_wrong_spelling_is_empty_scopes(string slug, string? scope)
    {
        var client = await StaffDesk.RegisterAsync(Simulator, slug, null, null);

        using var answer = await HospitalClient.PostTokenAsync(Simulator, TokenUrl(slug), Form(scope), $"{client["clientId"]}:{client["clientSecret"]}");

        var body = await ReadAsync(answer);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("invalid_scope", (string?)body["error"]);
        Assert.Contains("empty-scopes", (string?)body["error_uri"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Oracle_token_lives_570_seconds_and_then_is_refused()
    {
        var client = await Simulator.ReadyAsync("juniper-basin");
        using (var fresh = await client.SendAsync("Patient/0")) Assert.Equal(HttpStatusCode.NotFound, fresh.StatusCode);

        Simulator.Time.Advance(TimeSpan.FromSeconds(571));

        using var late = await client.SendAsync("Patient/0");
        Assert.Equal(HttpStatusCode.Unauthorized, late.StatusCode);
    }

    [Theory]
    [InlineData("client-secret-post")]
    [InlineData("client-secret-basic")]
    public async Task Meditech_takes_the_secret_by_form_and_by_basic(string method)
    {
        var client = await StaffDesk.RegisterAsync(Simulator, "brackenford", null, null);
        var (id, secret) = ((string)client["clientId"]!, (string)client["clientSecret"]!);
        var form = Form("system/Patient.rs");
        if (method == "client-secret-post") (form["client_id"], form["client_secret"]) = (id, secret);

        using var answer = await HospitalClient.PostTokenAsync(Simulator, TokenUrl("brackenford"), form, method == "client-secret-basic" ? $"{id}:{secret}" : null);

        Assert.Equal("system/Patient.rs", (string?)(await ReadAsync(answer))["scope"]);
    }

    [Fact]
    public async Task Meditech_wrong_secret_and_forbidden_flow_can_be_told_apart()
    {
        var form = Form("system/Patient.rs");
        (form["client_id"], form["client_secret"]) = ("nobody", "nothing");
        using var wrong = await HospitalClient.PostTokenAsync(Simulator, TokenUrl("copper-ridge"), form);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Equal("""{"error":"invalid_client"}""", await wrong.Content.ReadAsStringAsync(RunningSimulator.Cancel));

        await Simulator.PatchDialsAsync("copper-ridge", new { faults = new[] { "unauthorized-client" } });
        using var flow = await HospitalClient.PostTokenAsync(Simulator, TokenUrl("copper-ridge"), form);
        Assert.Equal(HttpStatusCode.BadRequest, flow.StatusCode);
        Assert.Equal("""{"error":"unauthorized_client"}""", await flow.Content.ReadAsStringAsync(RunningSimulator.Cancel));
    }

    [Theory]
    [InlineData("wrong", "system/Patient.rs")]
    [InlineData(null, null)]
    public async Task Athena_refuses_wrong_clients_and_missing_scopes_alike(string? secret, string? scope)
    {
        var client = await StaffDesk.RegisterAsync(Simulator, "lakemere", null, null);

        using var answer = await HospitalClient.PostTokenAsync(Simulator, TokenUrl("lakemere"), Form(scope), $"{client["clientId"]}:{secret ?? (string?)client["clientSecret"]}");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("access_denied", (string?)(await ReadAsync(answer))["error"]);
    }

    [Fact]
    public async Task Athena_gives_fifty_tokens_a_minute()
    {
        for (var i = 0; i < 50; i++)
        {
            using var answer = await HospitalClient.PostTokenAsync(Simulator, TokenUrl("sundial-clinics"), Form("system/Patient.rs"), "x:y");
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }
        using var over = await HospitalClient.PostTokenAsync(Simulator, TokenUrl("sundial-clinics"), Form("system/Patient.rs"), "x:y");
        Assert.Equal(HttpStatusCode.TooManyRequests, over.StatusCode);

        Simulator.Time.Advance(TimeSpan.FromMinutes(1));
        using var later = await HospitalClient.PostTokenAsync(Simulator, TokenUrl("sundial-clinics"), Form("system/Patient.rs"), "x:y");
        Assert.Equal(HttpStatusCode.Unauthorized, later.StatusCode);
    }

    [Fact]
    public async Task Wrong_grant_and_wrong_content_type_are_refused()
    {
        using var grant = await HospitalClient.PostTokenAsync(Simulator, TokenUrl("pelican-bay"), new() { ["grant_type"] = "password" });
        Assert.Equal("unsupported_grant_type", (string?)(await ReadAsync(grant))["error"]);

        using var json = await Simulator.Http.PostAsync(TokenUrl("pelican-bay"), new StringContent("{}"), RunningSimulator.Cancel);
        Assert.Equal("invalid_request", (string?)(await ReadAsync(json))["error"]);
    }

    private static Dictionary<string, string> Form(string? scope)
    {
        var form = new Dictionary<string, string> { ["grant_type"] = "client_credentials" };
        if (scope is not null) form["scope"] = scope;
        return form;
    }

    private string TokenUrl(string slug)
    {
        var profile = HospitalCatalog.All.Single(h => h.Slug == slug);
        return $"{Simulator.Address}/{slug}{VendorCatalog.BySlug[profile.Vendor].TokenPath(profile)}";
    }

    private async Task<(HttpStatusCode, JsonNode, string)> AskAsync(string slug, string assertion)
    {
        var form = Form(null);
        (form["client_assertion_type"], form["client_assertion"]) = (Assertion.Type, assertion);
        using var answer = await HospitalClient.PostTokenAsync(Simulator, TokenUrl(slug), form);
        var raw = await answer.Content.ReadAsStringAsync(RunningSimulator.Cancel);
        return (answer.StatusCode, JsonNode.Parse(raw)!, raw);
    }

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync(RunningSimulator.Cancel))!;
}
