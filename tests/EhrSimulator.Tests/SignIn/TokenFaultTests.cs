using System.Net;
using System.Text.Json.Nodes;
using EhrSimulator.Hospitals;
using EhrSimulator.Tests.Support;
using Xunit;

namespace EhrSimulator.Tests.SignIn;

/// <summary>What the token service of each vendor answers while one of its dials is turned.</summary>
public sealed class TokenFaultTests(RunningSimulator simulator) : DialTests(simulator)
{
    [Theory]
    [InlineData("pelican-bay", Fault.Token415, 415, "Unsupported Media Type")]
    [InlineData("pelican-bay", Fault.TokenOddError, 400, "policy_violation")]
    [InlineData("pelican-bay", Fault.InvalidRequest, 400, "invalid_request")]
    [InlineData("pelican-bay", Fault.KeyTooShort, 401, "too short")]
    [InlineData("pelican-bay", Fault.AlgorithmRefused, 401, "algorithm")]
    [InlineData("pelican-bay", Fault.AssertionReplayed, 401, "jti")]
    [InlineData("pelican-bay", Fault.InvalidGrant, 400, "invalid_grant")]
    [InlineData("pelican-bay", Fault.ScopeV1Only, 400, "invalid_scope")]
    [InlineData("pelican-bay", Fault.ScopeExtrasRefused, 400, "invalid_scope")]
    [InlineData("juniper-basin", Fault.InvalidGrant, 400, "invalid_grant")]
    [InlineData("juniper-basin", Fault.BadAuthorizationHeader, 401, "invalid_authorization_header")]
    [InlineData("brackenford", Fault.InvalidGrant, 400, "{\"error\":\"invalid_grant\"}")]
    [InlineData("lakemere", Fault.InvalidGrant, 400, "invalid_grant")]
    [InlineData("lakemere", Fault.BadAuthorizationHeader, 401, "access_denied")]
    public async Task Dial_is_answered_in_the_vendors_way(string slug, string fault, int status, string piece)
    {
        var (answered, body, _) = await AskAsync(slug, [fault]);

        Assert.Equal(status, (int)answered);
        Assert.Contains(piece, body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_of_persons_asks_for_a_name_and_a_password()
    {
        var (status, _, challenge) = await AskAsync("pelican-bay", [Fault.TokenBasicChallenge]);

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.StartsWith("Basic realm=", challenge, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Fault.ScopeV1Only, "system/Patient.read")]
    [InlineData(Fault.ScopeExtrasRefused, "system/Patient.rs")]
    public async Task Scope_that_the_dial_allows_is_granted(string fault, string scope) =>
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("pelican-bay", [fault], scope)).Status);

    [Theory]
    [InlineData(false, "s%2Bcret%2F", HttpStatusCode.OK)]
    [InlineData(false, "s+cret/", HttpStatusCode.OK)]
    [InlineData(true, "s+cret/", HttpStatusCode.OK)]
    [InlineData(true, "s%2Bcret%2F", HttpStatusCode.Unauthorized)]
    public async Task Server_that_compares_raw_text_refuses_the_encoded_secret(bool raw, string sent, HttpStatusCode expected)
    {
        await Simulator.PatchDialsAsync("copper-ridge", new { faults = raw ? new[] { Fault.SecretRawOnly } : [] });
        using var registered = await Simulator.Http.PostAsync("/hospitals/copper-ridge/staff", new StringContent("""{"clientId":"odd","secret":"s+cret/"}"""), RunningSimulator.Cancel);
        Assert.Equal("s+cret/", (string?)JsonNode.Parse(await registered.Content.ReadAsStringAsync(RunningSimulator.Cancel))!["clientSecret"]);

        using var answer = await HospitalClient.PostTokenAsync(Simulator, await TokenUrlAsync("copper-ridge"), new() { ["grant_type"] = "client_credentials", ["scope"] = "system/Patient.rs" }, $"odd:{sent}");

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Statement_without_the_token_address_leaves_nothing_to_fall_back_on()
    {
        await Simulator.PatchDialsAsync("lakemere", new { faults = new[] { Fault.NoOauthUris } });

        var statement = await Simulator.JsonAsync("/lakemere/fhir/r4/metadata");

        Assert.Null(statement["rest"]![0]!["security"]!["extension"]);
        Assert.NotNull(statement["rest"]![0]!["resource"]);
    }

    [Fact]
    public async Task Requests_for_tokens_are_counted_until_the_reset()
    {
        await AskAsync("harrow-valley", [Fault.InvalidClient]);
        await AskAsync("harrow-valley", [Fault.Token503]);
        Assert.Equal(2, (int)(await Simulator.JsonAsync("/hospitals/harrow-valley"))["tokenRequests"]!);

        using var reset = await Simulator.Http.PostAsync("/hospitals/harrow-valley/reset", null, RunningSimulator.Cancel);

        Assert.Equal(0, (int)(await Simulator.JsonAsync("/hospitals/harrow-valley"))["tokenRequests"]!);
    }

    private async Task<(HttpStatusCode Status, string Body, string? Challenge)> AskAsync(string slug, string[] faults, string scope = "system/Patient.rs system/Observation.rs")
    {
        var client = await StaffDesk.RegisterAsync(Simulator, slug, null, null);
        await Simulator.PatchDialsAsync(slug, new { faults });
        var (id, secret) = ((string)client["clientId"]!, (string)client["clientSecret"]!);
        Dictionary<string, string> form = new() { ["grant_type"] = "client_credentials", ["scope"] = scope };
        if (slug == "pelican-bay") (form["client_id"], form["client_secret"]) = (id, secret);
        using var answer = await HospitalClient.PostTokenAsync(Simulator, (string)client["tokenUrl"]!, form, slug == "pelican-bay" ? null : $"{id}:{secret}");
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(RunningSimulator.Cancel), answer.Headers.WwwAuthenticate.FirstOrDefault()?.ToString());
    }

    private async Task<string> TokenUrlAsync(string slug) => (string)(await StaffDesk.RegisterAsync(Simulator, slug, null, null))["tokenUrl"]!;
}
