using System.Security.Cryptography;
using EhrAdapters.Diagnosis;
using EhrAdapters.SignIn;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace EhrAdapters.Tests.SignIn;

public sealed class SigningKeysTests
{
    [Theory]
    [InlineData("RS384")]
    [InlineData("ES384")]
    public void New_key_passes_its_own_check(string algorithm) => Assert.Null(SigningKeys.Check(SigningKeys.Create(algorithm), algorithm));

    [Fact]
    public void Unknown_algorithm_is_a_bug_of_the_caller() => Assert.Throws<ArgumentException>(() => SigningKeys.Create("HS256"));

    [Theory]
    [InlineData(null, FindingCodes.CfgMissing)]
    [InlineData(" ", FindingCodes.CfgMissing)]
    [InlineData("not a key", FindingCodes.CfgOption)]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", FindingCodes.CfgOption)]
    public void Text_that_is_no_private_key_is_a_setting_to_correct(string? pem, string code) => Assert.Equal(code, SigningKeys.Check(pem, "RS384")?.Code);

    [Fact]
    public void Public_key_is_not_a_private_one()
    {
        using var key = RSA.Create(2048);
        Assert.Equal(FindingCodes.CfgOption, SigningKeys.Check(key.ExportSubjectPublicKeyInfoPem(), "RS384")?.Code);
    }

    [Fact]
    public void Short_key_is_weak()
    {
        using var key = RSA.Create(1024);
        Assert.Equal(FindingCodes.OauthKeyWeak, SigningKeys.Check(key.ExportRSAPrivateKeyPem(), "RS384")?.Code);
    }

    [Fact]
    public void Key_of_another_kind_does_not_fit_the_algorithm()
    {
        using var rsa = RSA.Create(2048);
        using var p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Equal(FindingCodes.OauthAlg, SigningKeys.Check(rsa.ExportPkcs8PrivateKeyPem(), "ES384")?.Code);
        Assert.Equal(FindingCodes.OauthAlg, SigningKeys.Check(p256.ExportECPrivateKeyPem(), "ES384")?.Code);
        Assert.Equal(FindingCodes.OauthAlg, SigningKeys.Check(p256.ExportECPrivateKeyPem(), "RS384")?.Code);
    }

    [Fact]
    public void Pem_of_every_usual_form_is_read()
    {
        using var rsa = RSA.Create(2048);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.Null(SigningKeys.Check(rsa.ExportRSAPrivateKeyPem(), "RS384"));
        Assert.Null(SigningKeys.Check(rsa.ExportPkcs8PrivateKeyPem(), "RS384"));
        Assert.Null(SigningKeys.Check(curve.ExportECPrivateKeyPem(), "ES384"));
    }

    [Fact]
    public void Thumbprint_is_that_of_rfc_7638()
    {
        using var key = RSA.Create(new RSAParameters
        {
            Exponent = Base64UrlEncoder.DecodeBytes("AQAB"),
            Modulus = Base64UrlEncoder.DecodeBytes(
                "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"),
        });

        Assert.Equal("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs", PublicJwk.From(key, null).Thumbprint);
    }

    [Theory]
    [InlineData("RS384", "d")]
    [InlineData("ES384", "d")]
    public void Published_key_holds_nothing_private(string algorithm, string secretMember)
    {
        var jwk = PublicJwk.FromPem(SigningKeys.Create(algorithm), "key-1");

        Assert.False(jwk.Jwk.ContainsKey(secretMember));
        Assert.Equal("key-1", jwk.Jwk["kid"]!.GetValue<string>());
        Assert.Equal(algorithm, jwk.Jwk["alg"]!.GetValue<string>());
        Assert.Single(new JsonWebKeySet(PublicJwk.ToJwks([jwk])).Keys);
    }
}
