using EhrAdapters.Diagnosis;
using EhrAdapters.SignIn;
using EhrAdapters.Tests.Http;
using Xunit;

namespace EhrAdapters.Tests.SignIn;

/// <summary>Every refusal that token endpoints of the vendors send, into its finding.</summary>
public sealed class TokenRefusalTests
{
    private static readonly string Key = SigningKeys.Create("ES384");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(400, """{"error":"invalid_client","error_description":null}""", FindingCodes.OauthInvalidClient)]
    [InlineData(401, """{"error":"invalid_client"}""", FindingCodes.OauthInvalidClient)]
    [InlineData(401, "", FindingCodes.OauthInvalidClient)]
    [InlineData(401, """{"detailedmessage":"policy evaluation did not pass","error":"access_denied"}""", FindingCodes.OauthInvalidClient)]
    [InlineData(401, """{"resource":"v1/resource/error/_version/1/","detail":"Unauthorized"}""", FindingCodes.OauthInvalidClient)]
    [InlineData(400, """{"resource":"v1/resource/error/_version/1/","detail":"bad form"}""", FindingCodes.OauthRefused)]
    [InlineData(400, """{"error":"unauthorized_client"}""", FindingCodes.OauthUnauthorizedClient)]
    [InlineData(400, """{"error":"unsupported_grant_type"}""", FindingCodes.OauthUnauthorizedClient)]
    [InlineData(400, """{"error":"invalid_grant"}""", FindingCodes.OauthInvalidGrant)]
    [InlineData(400, """{"error":"invalid_request"}""", FindingCodes.OauthInvalidRequest)]
    [InlineData(400, """{"error":"invalid_scope","error_uri":"https://auth.example/errors/urn%3Acerner%3Aerror%3Aauthorization-server%3Aoauth2%3Atoken%3Aempty-scopes/instances/1?client=c"}""", FindingCodes.OauthInvalidScope)]
    [InlineData(401, """{"error":"something","error_uri":"https://auth.example/errors/urn%3Acerner%3Aerror%3Aoauth2%3Atoken%3Ainvalid_client_credentials/instances/1"}""", FindingCodes.OauthInvalidClient)]
    [InlineData(400, """{"error":"something","error_uri":"https://auth.example/errors/urn%3Acerner%3Aerror%3Aoauth2%3Agrant%3Aunauthorized-client-for-tenant/instances/1"}""", FindingCodes.OauthUnauthorizedClient)]
    [InlineData(401, """{"error":"invalid_client","error_description":"No matching key for kid"}""", FindingCodes.OauthKidUnknown)]
    [InlineData(401, """{"error":"invalid_client","error_description":"JWKS endpoint can't be reached"}""", FindingCodes.OauthJwksUnreachable)]
    [InlineData(401, """{"error":"invalid_client","error_description":"jti was already used"}""", FindingCodes.OauthReplay)]
    [InlineData(401, """{"error":"invalid_client","error_description":"Token is not active"}""", FindingCodes.OauthClock)]
    [InlineData(400, """{"error":"brand_new_error"}""", FindingCodes.OauthRefused)]
    [InlineData(415, "", FindingCodes.Http415)]
    [InlineData(429, "", FindingCodes.Oauth429)]
    [InlineData(500, "", FindingCodes.Oauth5xx)]
    [InlineData(503, "<html></html>", FindingCodes.Oauth5xx)]
    [InlineData(200, "<html><form></form></html>", FindingCodes.OauthHtml)]
    [InlineData(403, "<html>blocked</html>", FindingCodes.HttpWaf403)]
    [InlineData(200, """{"token_type":"bearer"}""", FindingCodes.OauthRefused)]
    [InlineData(404, """{"message":"no route"}""", FindingCodes.OauthRefused)]
    public async Task Refusal_becomes_its_finding(int status, string body, string code)
    {
        using var adapter = Adapter(StubHandler.Always(status, body, body.StartsWith('<') ? "text/html" : "application/json"));

        var finding = (await adapter.SignInAsync(Token)).Finding;

        Assert.Equal(code, finding?.Code);
        Assert.Contains(finding!.Evidence, fact => fact.Name == "Public key thumbprint");
        Assert.DoesNotContain("PRIVATE KEY", string.Join(' ', finding.Evidence), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Basic_challenge_to_a_signed_client_is_a_persons_login()
    {
        using var adapter = Adapter(StubHandler.Always(401, "", "text/plain", ("WWW-Authenticate", "Basic realm=\"users\"")));

        Assert.Equal(FindingCodes.Oauth401BasicChallenge, (await adapter.SignInAsync(Token)).Finding?.Code);
    }

    [Fact]
    public async Task Opaque_refusal_by_a_server_with_another_clock_is_measured()
    {
        var stub = StubHandler.Always(401, """{"error":"invalid_client"}""", "application/json", ("Date", (TestConnections.Now - TimeSpan.FromMinutes(8)).ToString("R")));
        using var adapter = Adapter(stub);

        var finding = (await adapter.SignInAsync(Token)).Finding!;

        Assert.Equal(FindingCodes.OauthClock, finding.Code);
        Assert.Contains(new EvidenceItem("Clock difference", "-480 s"), finding.Evidence);
        Assert.Equal(2, stub.Asked.Count);
    }

    private static IEhrAdapter Adapter(StubHandler stub)
    {
        var connection = TestConnections.WithSecret(SignInMethod.PrivateKeyJwt);
        return TestConnections.Adapter(
            stub, connection with { SignIn = connection.SignIn with { Algorithm = "ES384", KeyId = "key-1", Scopes = [] } }, new ConnectionSecrets { PrivateKeyPem = Key });
    }
}
