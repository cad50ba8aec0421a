using EhrAdapters.SignIn;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace EhrAdapters.Tests.SignIn;

public sealed class ClientAssertionTests
{
    private static readonly Uri Endpoint = new("https://auth.hillcrest.example/oauth2/token");

    [Theory]
    [InlineData("RS384")]
    [InlineData("ES384")]
    public async Task Assertion_verifies_with_the_published_key_and_holds_what_smart_asks(string algorithm)
    {
        var pem = SigningKeys.Create(algorithm);
        using var signer = ClientAssertion.Create(
            new SignInSettings { Method = SignInMethod.PrivateKeyJwt, ClientId = "portal", KeyId = "key-1", Algorithm = algorithm },
            new ConnectionSecrets { PrivateKeyPem = pem }).Value!;

        var text = signer.Sign(Endpoint, TestConnections.Now);

        var verified = await new JsonWebTokenHandler().ValidateTokenAsync(text, new TokenValidationParameters
        {
            IssuerSigningKey = new JsonWebKey(PublicJwk.FromPem(pem, "key-1").Jwk.ToJsonString()),
            ValidIssuer = "portal",
            ValidAudience = Endpoint.AbsoluteUri,
            ValidateLifetime = false,
        });
        Assert.True(verified.IsValid, verified.Exception?.GetType().Name);
        var token = (JsonWebToken)verified.SecurityToken;
        Assert.Equal(("JWT", "key-1", algorithm), (token.Typ, token.Kid, token.Alg));
        Assert.Equal(("portal", "portal"), (token.Issuer, token.Subject));
        Assert.True(token.ValidTo - token.ValidFrom <= TimeSpan.FromMinutes(5));
        Assert.True(token.ValidTo <= TestConnections.Now.UtcDateTime.AddMinutes(5));
        Assert.True(token.IssuedAt < TestConnections.Now.UtcDateTime);
        Assert.InRange(token.Id.Length, 20, 151);
    }

    [Fact]
    public void Assertion_is_never_the_same_twice()
    {
        using var signer = ClientAssertion.Create(
            new SignInSettings { Method = SignInMethod.PrivateKeyJwt, ClientId = "portal", Algorithm = "ES384" },
            new ConnectionSecrets { PrivateKeyPem = SigningKeys.Create("ES384") }).Value!;

        var ids = Enumerable.Range(0, 20).Select(_ => new JsonWebToken(signer.Sign(Endpoint, TestConnections.Now)).Id).ToHashSet();

        Assert.Equal(20, ids.Count);
    }

    [Theory]
    [InlineData("key-1", true)]
    [InlineData(null, false)]
    [InlineData(" ", false)]
    public void Key_id_is_the_one_that_is_set_and_otherwise_the_thumbprint(string? set, bool named)
    {
        var pem = SigningKeys.Create("ES384");
        using var signer = ClientAssertion.Create(
            new SignInSettings { Method = SignInMethod.PrivateKeyJwt, ClientId = "portal", Algorithm = "ES384", KeyId = set }, new ConnectionSecrets { PrivateKeyPem = pem }).Value!;

        Assert.Equal(named ? set : PublicJwk.FromPem(pem).Thumbprint, new JsonWebToken(signer.Sign(Endpoint, TestConnections.Now)).Kid);
    }

    [Fact]
    public void Audience_can_be_overridden()
    {
        using var signer = ClientAssertion.Create(
            new SignInSettings { Method = SignInMethod.PrivateKeyJwt, ClientId = "portal", Algorithm = "ES384", Audience = "https://public.example/token" },
            new ConnectionSecrets { PrivateKeyPem = SigningKeys.Create("ES384") }).Value!;

        Assert.Equal(["https://public.example/token"], new JsonWebToken(signer.Sign(Endpoint, TestConnections.Now)).Audiences);
    }
}
