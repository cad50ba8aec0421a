using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace EhrAdapters.SignIn;

/// <summary>The public half of a signing key, to publish in our JWKS and to show as a fingerprint. Holds nothing secret.</summary>
public sealed record PublicJwk
{
    /// <summary>The key id that assertions name.</summary>
    public required string KeyId { get; init; }

    /// <summary><c>RS384</c> or <c>ES384</c>.</summary>
    public required string Algorithm { get; init; }

    /// <summary>The RFC 7638 thumbprint, SHA-256, base64url. The hospital compares it with what it registered.</summary>
    public required string Thumbprint { get; init; }

    /// <summary>The key as a JWK (RFC 7517) with <c>kty, kid, use, alg, key_ops</c> and its public members.</summary>
    public required JsonObject Jwk { get; init; }

    /// <summary>The public half of a private key.</summary>
    /// <param name="privateKeyPem">PKCS#8, PKCS#1 or SEC1 PEM.</param>
    /// <param name="keyId">The <c>kid</c>; null takes the thumbprint.</param>
    /// <exception cref="ArgumentException">The text is not a private key; ask <see cref="SigningKeys.Check"/> first.</exception>
    public static PublicJwk FromPem(string privateKeyPem, string? keyId = null)
    {
        using var key = SigningKeys.Read(privateKeyPem) ?? throw new ArgumentException("Not a private key in PEM form.", nameof(privateKeyPem));
        return From(key, keyId);
    }

    /// <summary>Our JWKS document with these keys.</summary>
    public static string ToJwks(IEnumerable<PublicJwk> keys) =>
        new JsonObject { ["keys"] = new JsonArray([.. keys.Select(key => key.Jwk.DeepClone())]) }.ToJsonString();

    internal static PublicJwk From(AsymmetricAlgorithm key, string? keyId)
    {
        var members = key switch
        {
            RSA rsa => Members(rsa.ExportParameters(includePrivateParameters: false)),
            ECDsa curve => Members(curve.ExportParameters(includePrivateParameters: false)),
            _ => throw new ArgumentException("Neither RSA nor elliptic curve.", nameof(key)),
        };
        var thumbprint = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(members))));
        var algorithm = key is RSA ? SigningKeys.Rs384 : SigningKeys.Es384;
        var jwk = new JsonObject { ["kid"] = keyId ?? thumbprint, ["use"] = "sig", ["alg"] = algorithm, ["key_ops"] = new JsonArray("verify") };
        foreach (var (name, value) in members)
            jwk[name] = value;
        return new PublicJwk { KeyId = keyId ?? thumbprint, Algorithm = algorithm, Thumbprint = thumbprint, Jwk = jwk };
    }

    // RFC 7638 hashes the required members only, in the order of their names, without spaces.
    private static SortedDictionary<string, string> Members(RSAParameters key) => new(StringComparer.Ordinal)
    {
        ["e"] = Base64UrlEncoder.Encode(key.Exponent), ["kty"] = "RSA", ["n"] = Base64UrlEncoder.Encode(key.Modulus),
    };

    private static SortedDictionary<string, string> Members(ECParameters key) => new(StringComparer.Ordinal)
    {
        ["crv"] = key.Q.X!.Length switch { 32 => "P-256", 48 => "P-384", _ => "P-521" },
        ["kty"] = "EC", ["x"] = Base64UrlEncoder.Encode(key.Q.X), ["y"] = Base64UrlEncoder.Encode(key.Q.Y),
    };
}
