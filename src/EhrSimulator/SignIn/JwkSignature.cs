using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace EhrSimulator.SignIn;

/// <summary>Checks a signature with one public key of a JWKS.</summary>
internal static class JwkSignature
{
    private const int LeastRsaBits = 2048;

    public static string KeyType(string algorithm) => algorithm.StartsWith("ES", StringComparison.Ordinal) ? "EC" : "RSA";

    public static bool Verify(string algorithm, JsonObject jwk, byte[] data, byte[] signature)
    {
        try
        {
            return KeyType(algorithm) == "EC" ? VerifyElliptic(algorithm, jwk, data, signature) : VerifyRsa(algorithm, jwk, data, signature);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static bool VerifyRsa(string algorithm, JsonObject jwk, byte[] data, byte[] signature)
    {
        if (Part(jwk, "n") is not { } modulus || Part(jwk, "e") is not { } exponent) return false;
        using var rsa = RSA.Create(new RSAParameters { Modulus = modulus, Exponent = exponent });
        return rsa.KeySize >= LeastRsaBits && rsa.VerifyData(data, signature, Hash(algorithm), RSASignaturePadding.Pkcs1);
    }

    private static bool VerifyElliptic(string algorithm, JsonObject jwk, byte[] data, byte[] signature)
    {
        var (curveName, curve) = algorithm == "ES256" ? ("P-256", ECCurve.NamedCurves.nistP256) : ("P-384", ECCurve.NamedCurves.nistP384);
        if ((string?)jwk["crv"] != curveName || Part(jwk, "x") is not { } x || Part(jwk, "y") is not { } y) return false;
        using var ec = ECDsa.Create(new ECParameters { Curve = curve, Q = new ECPoint { X = x, Y = y } });
        return ec.VerifyData(data, signature, Hash(algorithm));
    }

    private static HashAlgorithmName Hash(string algorithm) => algorithm[2..] switch
    {
        "256" => HashAlgorithmName.SHA256,
        "512" => HashAlgorithmName.SHA512,
        _ => HashAlgorithmName.SHA384,
    };

    private static byte[]? Part(JsonObject jwk, string name) => (string?)jwk[name] is { } text ? Base64Url.Decode(text) : null;
}
