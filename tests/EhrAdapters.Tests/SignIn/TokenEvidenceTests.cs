using EhrAdapters.Diagnosis;
using EhrAdapters.SignIn;
using EhrAdapters.Tests.Http;
using Xunit;

namespace EhrAdapters.Tests.SignIn;

/// <summary>The evidence of a refused sign-in: what an expert would collect, and nothing that opens a door.</summary>
public sealed class TokenEvidenceTests
{
    private const string Secret = "s+cret/of=ours";

    [Theory]
    [InlineData("RS384")]
    [InlineData("ES384")]
    public async Task Refused_assertion_is_described_whole(string algorithm)
    {
        var key = SigningKeys.Create(algorithm);
        var stub = StubHandler.Always(
            401,
            """{"error":"invalid_client","error_description":"no","error_uri":"https://auth.example/errors/urn%3Acerner%3Aerror%3Aoauth2%3Atoken%3Ainvalid_client_credentials/instances/1?client=c"}""",
            "application/json",
            ("Date", TestConnections.Now.ToString("R")), ("Cerner-Correlation-ID", "c0ffee"));
        var connection = TestConnections.WithSecret(SignInMethod.PrivateKeyJwt);

        var evidence = (await SignInAsync(
            stub, connection with { SignIn = connection.SignIn with { Algorithm = algorithm, KeyId = "key-1" } }, new() { PrivateKeyPem = key })).Evidence;

        foreach (var item in new EvidenceItem[]
        {
            new("HTTP status", "401"), new("Content type", "application/json"), new("Request id", "c0ffee"), new("Token endpoint", "https://fhir.hillcrest.example/token"),
            new("Client ID", "portal"), new("Key ID", "key-1"), new("Algorithm", algorithm), new("Audience", "https://fhir.hillcrest.example/token"), new("Assertion life", "240 s"),
            new("Public key thumbprint", PublicJwk.FromPem(key).Thumbprint), new("Assertion issued", "5 s before the server's clock"), new("Scopes asked", "system/Patient.rs"),
            new("OAuth error", "invalid_client"), new("OAuth error URI", "invalid_client_credentials"), new("OAuth error description", "no"),
            new("Server's clock", "2026-03-02 14:05:11 UTC"), new("Our clock", "2026-03-02 14:05:11.000 UTC"), new("Clock difference", "0 s"),
        })
            Assert.Contains(item, evidence);
        Assert.DoesNotContain("eyJ", string.Join(' ', evidence), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Secret s+cret/of=ours is wrong", "Secret [removed] is wrong")]
    [InlineData("Secret s%2Bcret%2Fof%3Dours is wrong", "Secret [removed] is wrong")]
    [InlineData("Got Bearer abcdefghijklmnop", "Got Bearer [removed]")]
    [InlineData("Got eyJhbGciOiJSUzM4NCJ9.eyJpc3MiOiJpbnZlbnRlZCJ9.c2lnbmF0dXJl", "Got [removed]")]
    public async Task Description_that_repeats_a_secret_is_scrubbed(string said, string shown)
    {
        var finding = await RefusedAsync($$"""{"error":"invalid_client","error_description":"{{said}}"}""");

        Assert.Contains(new EvidenceItem("OAuth error description", shown), finding.Evidence);
    }

    [Fact]
    public async Task Long_description_is_cut()
    {
        var finding = await RefusedAsync($$"""{"error":"invalid_client","error_description":"{{new string('x', 900)}}"}""");

        Assert.Equal(200, finding.Evidence.Single(item => item.Name == "OAuth error description").Value.Length);
    }

    [Fact]
    public async Task Secret_that_a_cut_would_split_is_removed_first()
    {
        var finding = await RefusedAsync($$"""{"error":"invalid_client","error_description":"{{new string('x', 195)}}{{Secret}}"}""");

        Assert.DoesNotContain("s+cr", finding.Evidence.Single(item => item.Name == "OAuth error description").Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_of_a_server_with_a_format_of_its_own_are_shown_as_well() =>
        Assert.Contains(
            new EvidenceItem("OAuth error description", "JWKS endpoint can't be reached"),
            (await RefusedAsync("""{"resource":"v1/resource/error/_version/1/","detail":"JWKS endpoint can't be reached"}""", 400)).Evidence);

    [Theory]
    [InlineData("The client is not active", FindingCodes.OauthInvalidClient)]
    [InlineData("The client registration has expired", FindingCodes.OauthInvalidClient)]
    [InlineData("Token is not active", FindingCodes.OauthClock)]
    [InlineData("JWT expired", FindingCodes.OauthClock)]
    [InlineData("RSA key size of 2048 is not enough", FindingCodes.OauthKeyWeak)]
    [InlineData("Signing algorithm not allowed", FindingCodes.OauthAlg)]
    [InlineData("assertion replay detected", FindingCodes.OauthReplay)]
    public async Task Sentence_of_a_server_is_understood_by_what_it_speaks_of(string said, string code) =>
        Assert.Equal(code, (await RefusedAsync($$"""{"error":"invalid_client","error_description":"{{said}}"}""")).Code);

    private static Task<Finding> RefusedAsync(string body, int status = 401) =>
        SignInAsync(StubHandler.Always(status, body, "application/json"), TestConnections.WithSecret(SignInMethod.ClientSecretPost), new() { ClientSecret = Secret });

    private static async Task<Finding> SignInAsync(StubHandler stub, Connection connection, ConnectionSecrets secrets)
    {
        using var adapter = TestConnections.Adapter(stub, connection, secrets);
        return (await adapter.SignInAsync(TestContext.Current.CancellationToken)).Finding!;
    }
}
