using System.Net;
using System.Text.Json.Nodes;
using EhrSimulator.Tests.Support;
using Xunit;

namespace EhrSimulator.Tests.SignIn;

public sealed class SignedClientTests(RunningSimulator simulator) : IClassFixture<RunningSimulator>
{
    private const string Slug = "stonebridge";

    private string TokenUrl => $"{simulator.Address}/{Slug}/oauth/token";

    [Theory]
    [InlineData("RS384")]
    [InlineData("ES384")]
    public async Task Right_signature_gets_a_token_that_reads(string algorithm)
    {
        var key = algorithm == "RS384" ? SigningKey.Rsa() : SigningKey.Elliptic();
        await using var jwks = await JwksServer.StartAsync(key);
        var client = await RegisterAsync(jwks);

        var (status, body) = await AskAsync(key.Sign(Assertion.Claims(simulator, client, TokenUrl)));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(300, (int)body["expires_in"]!);
        Assert.Equal("system/Patient.rs", (string?)body["scope"]);
    }

    public static TheoryData<string, string> BadClaims => new()
    {
        { "aud", "aud must be exactly" }, { "exp-past", "expired" }, { "exp-far", "five minutes" }, { "nbf", "not active yet" }, { "iat", "in the future" },
        { "jti", "jti is missing" }, { "sub", "iss and sub" }, { "no-exp", "exp is missing" },
    };

    [Theory, MemberData(nameof(BadClaims))]
    public async Task Wrong_claim_is_refused_with_its_reason(string what, string reason)
    {
        var key = SigningKey.Rsa();
        await using var jwks = await JwksServer.StartAsync(key);
        var client = await RegisterAsync(jwks);
        var claims = Assertion.Claims(simulator, client, TokenUrl);
        var now = simulator.Time.GetUtcNow().ToUnixTimeSeconds();
        switch (what)
        {
            case "aud": claims["aud"] = TokenUrl + "/"; break;
            case "exp-past": claims["exp"] = now - 10; break;
            case "exp-far": claims["exp"] = now + 600; break;
            case "nbf": claims["nbf"] = now + 60; break;
            case "iat": claims["iat"] = now + 60; break;
            case "jti": claims.Remove("jti"); break;
            case "sub": claims["sub"] = "somebody-else"; break;
            default: claims.Remove("exp"); break;
        }

        var (status, body) = await AskAsync(key.Sign(claims));

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Equal("invalid_client", (string?)body["error"]);
        Assert.Contains(reason, (string?)body["error_description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Second_use_of_an_assertion_is_refused()
    {
        var key = SigningKey.Rsa();
        await using var jwks = await JwksServer.StartAsync(key);
        var assertion = key.Sign(Assertion.Claims(simulator, await RegisterAsync(jwks), TokenUrl));

        var first = await AskAsync(assertion);
        var second = await AskAsync(assertion);

        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.Contains("jti was used before", (string?)second.Body["error_description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_key_under_the_right_kid_is_refused()
    {
        await using var jwks = await JwksServer.StartAsync(SigningKey.Rsa());
        var client = await RegisterAsync(jwks);

        var (status, body) = await AskAsync(SigningKey.OtherRsa().Sign(Assertion.Claims(simulator, client, TokenUrl)));

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Contains("signature", (string?)body["error_description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Algorithm_outside_the_vendors_list_is_refused()
    {
        var key = SigningKey.Rsa();
        await using var jwks = await JwksServer.StartAsync(key);
        var client = await RegisterAsync(jwks);

        var (_, body) = await AskAsync(key.Sign(Assertion.Claims(simulator, client, TokenUrl), "RS256"));

        Assert.Contains("RS256 is not accepted", (string?)body["error_description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_key_is_found_by_fetching_again_and_known_keys_are_kept()
    {
        var (old, fresh) = (SigningKey.Rsa("old"), SigningKey.OtherRsa("fresh"));
        await using var jwks = await JwksServer.StartAsync(old);
        var client = await RegisterAsync(jwks);
        await AskAsync(old.Sign(Assertion.Claims(simulator, client, TokenUrl)));
        await AskAsync(old.Sign(Assertion.Claims(simulator, client, TokenUrl)));
        Assert.Equal(1, jwks.Requests);

        jwks.Keys.Add(fresh);
        var (status, _) = await AskAsync(fresh.Sign(Assertion.Claims(simulator, client, TokenUrl)));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(2, jwks.Requests);
    }

    [Fact]
    public async Task Unknown_kid_is_refused()
    {
        await using var jwks = await JwksServer.StartAsync(SigningKey.Rsa("published"));
        var client = await RegisterAsync(jwks);

        var (_, body) = await AskAsync(SigningKey.Rsa("unpublished").Sign(Assertion.Claims(simulator, client, TokenUrl)));

        Assert.Contains("kid 'unpublished'", (string?)body["error_description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unreachable_key_address_is_said_so()
    {
        string client;
        await using (var jwks = await JwksServer.StartAsync(SigningKey.Rsa())) client = await RegisterAsync(jwks);

        var (_, body) = await AskAsync(SigningKey.Rsa().Sign(Assertion.Claims(simulator, client, TokenUrl)));

        Assert.Equal("invalid_client", (string?)body["error"]);
        Assert.Contains("JWKS endpoint", (string?)body["error_description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_that_the_staff_never_registered_is_refused()
    {
        var (status, body) = await AskAsync(SigningKey.Rsa().Sign(Assertion.Claims(simulator, "stranger", TokenUrl)));

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Equal("invalid_client", (string?)body["error"]);
    }

    [Theory]
    [InlineData("not-a-jwt")]
    [InlineData("a.b.c")]
    [InlineData("e30.e30.e30")]
    public async Task Garbage_in_place_of_an_assertion_is_refused(string assertion)
    {
        var (status, body) = await AskAsync(assertion);

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Equal("invalid_client", (string?)body["error"]);
    }

    private async Task<string> RegisterAsync(JwksServer jwks)
    {
        var client = Guid.NewGuid().ToString();
        var answer = await StaffDesk.RegisterAsync(simulator, Slug, client, jwks.Url);
        Assert.Equal(client, (string?)answer["clientId"]);
        return client;
    }

    private async Task<(HttpStatusCode Status, JsonNode Body)> AskAsync(string assertion)
    {
        using var answer = await HospitalClient.PostTokenAsync(simulator, TokenUrl, new()
        {
            ["grant_type"] = "client_credentials", ["scope"] = "system/Patient.rs", ["client_assertion_type"] = Assertion.Type, ["client_assertion"] = assertion,
        });
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(RunningSimulator.Cancel))!);
    }
}
