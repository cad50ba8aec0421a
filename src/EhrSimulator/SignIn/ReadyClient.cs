using System.Security.Cryptography;
using System.Text.Json.Nodes;
using EhrSimulator.Hospitals;
using EhrSimulator.Patients;

namespace EhrSimulator.SignIn;

/// <summary>The client behind a ready site file: its key lives as long as the process and is registered without a JWKS address.</summary>
internal sealed record ReadyClient(RegisteredClient Registration, string Method, string? PrivateKey, string? KeyId)
{
    public static string IdFor(HospitalProfile profile) => $"ready-{profile.Slug}";

    public static ReadyClient For(HospitalProfile profile)
    {
        var id = IdFor(profile);
        var method = profile.SignInMethods[0];
        if (method != SignInMethod.PrivateKeyJwt)
            return new(new(id, method == SignInMethod.None ? null : ClientRegister.NewSecret(), null, null), method, null, null);

        var keyId = $"{profile.Slug}-1";
        var (pem, jwk) = profile.Algorithm.StartsWith("ES", StringComparison.Ordinal) ? EllipticKey() : RsaKey();
        jwk["kid"] = keyId;
        jwk["alg"] = profile.Algorithm;
        jwk["use"] = "sig";
        var jwks = new JsonObject { ["keys"] = new JsonArray(jwk) };
        return new(new(id, null, null, jwks.ToJsonString()), method, pem, keyId);
    }

    private static (string Pem, JsonObject Jwk) RsaKey()
    {
        using var key = RSA.Create(2048);
        var p = key.ExportParameters(false);
        return (key.ExportPkcs8PrivateKeyPem(), new() { ["kty"] = "RSA", ["n"] = Base64Url.Encode(p.Modulus!), ["e"] = Base64Url.Encode(p.Exponent!) });
    }

    private static (string Pem, JsonObject Jwk) EllipticKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var p = key.ExportParameters(false);
        return (key.ExportPkcs8PrivateKeyPem(), new()
        {
            ["kty"] = "EC", ["crv"] = "P-384", ["x"] = Base64Url.Encode(p.Q.X!), ["y"] = Base64Url.Encode(p.Q.Y!),
        });
    }
}
