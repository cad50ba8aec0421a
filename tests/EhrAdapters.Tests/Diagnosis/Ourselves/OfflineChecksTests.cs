using EhrAdapters.Diagnosis;
using EhrAdapters.Diagnosis.Ladder;
using EhrAdapters.Diagnosis.Ourselves;
using EhrAdapters.SignIn;
using Xunit;

namespace EhrAdapters.Tests.Diagnosis.Ourselves;

/// <summary>What we prove or find wrong of our own sign-in, without asking the hospital.</summary>
public sealed class OfflineChecksTests
{
    private static readonly string Rsa = SigningKeys.Create("RS384");
    private static readonly string Curve = SigningKeys.Create("ES384");
    private static readonly Uri Endpoint = new("https://auth.hillcrest.example/token");

    [Theory]
    [InlineData("RS384", "RSA, 3072 bits")]
    [InlineData("ES384", "elliptic curve, P-384")]
    public async Task Right_key_that_is_published_passes_every_check(string algorithm, string measured)
    {
        await using var server = await KeyServer.StartAsync(Jwks(Pem(algorithm), "key-1"));

        var checks = await RunAsync(algorithm, server.Address);

        Assert.Equal([SelfCheckKind.KeyPair, SelfCheckKind.PublishedKeys, SelfCheckKind.Assertion], checks.Select(check => check.Kind));
        Assert.All(checks, check => Assert.Equal((CheckState.Passed, null), (check.State, check.Finding)));
        Assert.Equal([measured, "1 key published", "valid for 240 s"], checks.Select(check => check.Measured));
        Assert.Contains(new EvidenceItem("Cache-Control", "public, max-age=300"), checks[1].Evidence);
        Assert.Contains(new EvidenceItem("Audience", Endpoint.AbsoluteUri), checks[2].Evidence);
        NothingSecret(checks);
    }

    [Fact]
    public async Task Old_and_new_key_side_by_side_are_right()
    {
        await using var server = await KeyServer.StartAsync(PublicJwk.ToJwks([PublicJwk.FromPem(SigningKeys.Create("ES384"), "key-0"), PublicJwk.FromPem(Curve, "key-1")]));

        Assert.Equal("2 keys published", (await RunAsync("ES384", server.Address))[1].Measured);
    }

    [Fact]
    public async Task Key_without_an_id_goes_by_its_thumbprint()
    {
        await using var server = await KeyServer.StartAsync(PublicJwk.ToJwks([PublicJwk.FromPem(Curve)]));

        var checks = await RunAsync("ES384", server.Address, keyId: null);

        Assert.All(checks, check => Assert.Equal(CheckState.Passed, check.State));
        Assert.Contains("thumbprint", checks[0].Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Published_key_of_another_pair_is_our_fault()
    {
        await using var server = await KeyServer.StartAsync(Jwks(SigningKeys.Create("ES384"), "key-1"));

        var checks = await RunAsync("ES384", server.Address);

        Assert.Equal((CheckState.Failed, FindingCodes.SelfKeyMismatch, FaultOwner.OurConfiguration), (checks[0].State, checks[0].Finding?.Code, checks[0].Finding?.Owner));
        Assert.Equal((CheckState.Failed, FindingCodes.SelfKeys), (checks[1].State, checks[1].Finding?.Code));
    }

    [Fact]
    public async Task Key_id_that_is_not_published_is_named()
    {
        await using var server = await KeyServer.StartAsync(Jwks(Curve, "key-0"));

        var check = (await RunAsync("ES384", server.Address))[1];

        Assert.Equal((CheckState.Failed, FindingCodes.SelfKeys, FaultOwner.OurService), (check.State, check.Finding?.Code, check.Finding?.Owner));
        Assert.Contains("key-1", check.Finding!.Explanation, StringComparison.Ordinal);
        Assert.Contains(new EvidenceItem("Published key IDs", "key-0"), check.Evidence);
    }

    [Theory]
    [InlineData(404, "", "text/plain", "status 404")]
    [InlineData(500, "{}", "application/json", "status 500")]
    [InlineData(302, "", "text/html", "status 302")]
    [InlineData(200, "<html>Sign in</html>", "text/html", "no key set")]
    [InlineData(200, "{\"status\":\"up\"}", "application/json", "no key set")]
    [InlineData(200, "{\"keys\":7}", "application/json", "no key set")]
    [InlineData(200, "{\"keys\":[]}", "application/json", "empty")]
    [InlineData(200, "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"x\"}]}", "application/json", "not among them")]
    public async Task Address_that_serves_no_keys_says_what_it_serves(int status, string body, string contentType, string problem)
    {
        await using var server = await KeyServer.StartAsync(body, status, contentType);

        var check = (await RunAsync("ES384", server.Address))[1];

        Assert.Equal((CheckState.Failed, FindingCodes.SelfKeys), (check.State, check.Finding?.Code));
        Assert.Contains(problem, check.Finding!.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_that_does_not_answer_from_inside_is_a_doubt_only()
    {
        var check = (await RunAsync("ES384", new($"http://127.0.0.1:{RawServer.ClosedPort()}/jwks")))[1];

        Assert.Equal((CheckState.Warning, FindingCodes.SelfKeys), (check.State, check.Finding?.Code));
        Assert.Contains("outside", check.Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:5080/jwks/lakeside", "our own machine")]
    [InlineData("https://127.0.0.1/jwks", "our own machine")]
    [InlineData("https://[::1]/jwks", "our own machine")]
    [InlineData("https://10.1.2.3/jwks", "our own network")]
    [InlineData("https://portal/jwks", "inside our own network")]
    [InlineData("https://portal.corp/jwks", "inside our own network")]
    [InlineData("http://portal.lakeside.example/jwks", "https")]
    public async Task Address_that_no_hospital_can_reach_is_our_configuration(string address, string why)
    {
        var check = (await RunAsync("ES384", new(address), environment: EhrEnvironment.NonProduction))[1];

        Assert.Equal((CheckState.Failed, FindingCodes.SelfKeysAddress, FaultOwner.OurConfiguration), (check.State, check.Finding?.Code, check.Finding?.Owner));
        Assert.Contains(why, check.Finding!.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_that_the_hospital_holds_by_hand_need_no_address() =>
        Assert.Equal(CheckState.NotApplicable, (await RunAsync("ES384", null))[1].State);

    [Fact]
    public async Task Key_that_does_not_fit_leaves_the_assertion_unassessed()
    {
        var checks = await RunAsync("RS384", null, pem: Curve);

        Assert.Equal((CheckState.Failed, FindingCodes.OauthAlg), (checks[0].State, checks[0].Finding?.Code));
        Assert.Equal(CheckState.CouldNotAssess, checks[2].State);
    }

    [Fact]
    public async Task Audience_set_by_hand_that_differs_is_named_as_a_doubt()
    {
        var check = (await RunAsync("ES384", null, audience: "https://public.hillcrest.example/token"))[2];

        Assert.Equal((CheckState.Warning, FindingCodes.CfgOption), (check.State, check.Finding?.Code));
        Assert.Contains(new EvidenceItem("Audience", "https://public.hillcrest.example/token"), check.Evidence);
    }

    [Fact]
    public async Task Audience_set_by_hand_that_is_the_token_endpoint_is_right() =>
        Assert.Equal(CheckState.Passed, (await RunAsync("ES384", null, audience: Endpoint.AbsoluteUri))[2].State);

    [Fact]
    public async Task Endpoint_that_stays_unknown_leaves_the_audience_uncompared()
    {
        var check = (await RunAsync("ES384", null, endpoint: null))[2];

        Assert.Equal(CheckState.Passed, check.State);
        Assert.Contains("not known yet", check.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_secret_names_its_symbols_and_not_itself()
    {
        var climb = Climb(new() { Method = SignInMethod.ClientSecretBasic, ClientId = "portal" }, new() { ClientSecret = "hush+Hush/hush=" }, null, EhrEnvironment.Simulator);

        var checks = await OfflineChecks.RunAsync(climb, TestContext.Current.CancellationToken);

        Assert.All(checks, check => Assert.Equal(CheckState.NotApplicable, check.State));
        Assert.EndsWith("in two ways: + / =", checks[0].Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_server_has_nothing_to_check() =>
        Assert.All(
            await OfflineChecks.RunAsync(Climb(new(), ConnectionSecrets.None, null, EhrEnvironment.Simulator), TestContext.Current.CancellationToken),
            check => Assert.Equal(CheckState.NotApplicable, check.State));

    private static string Pem(string algorithm) => algorithm is "RS384" ? Rsa : Curve;

    private static string Jwks(string pem, string keyId) => PublicJwk.ToJwks([PublicJwk.FromPem(pem, keyId)]);

    private static void NothingSecret(IEnumerable<SelfCheck> checks)
    {
        var everything = string.Join('\n', checks.SelectMany(check => check.Evidence.Select(item => item.Value).Append(check.Note)));
        Assert.DoesNotContain("PRIVATE KEY", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", everything, StringComparison.Ordinal);
    }

    private static Task<IReadOnlyList<SelfCheck>> RunAsync(
        string algorithm, Uri? keys, string? keyId = "key-1", string? audience = null, string? pem = null, EhrEnvironment environment = EhrEnvironment.Simulator) =>
        RunAsync(algorithm, keys, Endpoint, keyId, audience, pem, environment);

    private static Task<IReadOnlyList<SelfCheck>> RunAsync(
        string algorithm, Uri? keys, Uri? endpoint, string? keyId = "key-1", string? audience = null, string? pem = null, EhrEnvironment environment = EhrEnvironment.Simulator)
    {
        var climb = Climb(
            new() { Method = SignInMethod.PrivateKeyJwt, ClientId = "portal", KeyId = keyId, Algorithm = algorithm, Audience = audience },
            new() { PrivateKeyPem = pem ?? Pem(algorithm) }, keys, environment);
        climb.TokenEndpoint.SetResult(endpoint);
        return OfflineChecks.RunAsync(climb, TestContext.Current.CancellationToken);
    }

    private static Climb Climb(SignInSettings signIn, ConnectionSecrets secrets, Uri? keys, EhrEnvironment environment) =>
        new(TestConnections.Open() with { SignIn = signIn, Environment = environment }, secrets, null, new EhrAdapterOptions(), TimeProvider.System) { PublicKeysUrl = keys };
}
