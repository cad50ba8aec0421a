using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace EhrSimulator.Tests.Support;

/// <summary>A client's key pair with its JWK, and the assertions it signs.</summary>
public sealed class SigningKey
{
    private static readonly Lazy<RSA> SharedRsa = new(() => RSA.Create(2048));
    private readonly RSA? rsa;
    private readonly ECDsa? elliptic;

    private SigningKey(string kid, RSA? rsa, ECDsa? elliptic) => (Kid, this.rsa, this.elliptic) = (kid, rsa, elliptic);

    public string Kid { get; }

    public string Algorithm => rsa is null ? "ES384" : "RS384";

    public static SigningKey Rsa(string kid = "key-1") => new(kid, SharedRsa.Value, null);

    public static SigningKey OtherRsa(string kid = "key-1") => new(kid, RSA.Create(2048), null);

    public static SigningKey Elliptic(string kid = "key-1") => new(kid, null, ECDsa.Create(ECCurve.NamedCurves.nistP384));

    public static SigningKey FromPem(string pem, string kid, string algorithm)
    {
        if (algorithm.StartsWith("ES", StringComparison.Ordinal))
        {
            var ec = ECDsa.Create();
            ec.ImportFromPem(pem);
            return new(kid, null, ec);
        }
        var rsa = RSA.Create();
        rsa.ImportFromPem(pem);
        return new(kid, rsa, null);
    }

    public JsonObject Jwk()
    {
        if (rsa is not null)
        {
            var r = rsa.ExportParameters(false);
            return new() { ["kty"] = "RSA", ["kid"] = Kid, ["n"] = Base64Url.EncodeToString(r.Modulus), ["e"] = Base64Url.EncodeToString(r.Exponent) };
        }
        var e = elliptic!.ExportParameters(false);
        return new() { ["kty"] = "EC", ["kid"] = Kid, ["crv"] = "P-384", ["x"] = Base64Url.EncodeToString(e.Q.X), ["y"] = Base64Url.EncodeToString(e.Q.Y) };
    }

    public string Sign(JsonObject claims, string? algorithm = null)
    {
        var header = new JsonObject { ["alg"] = algorithm ?? Algorithm, ["kid"] = Kid, ["typ"] = "JWT" };
        var data = $"{Part(header)}.{Part(claims)}";
        var bytes = Encoding.ASCII.GetBytes(data);
        var hash = (algorithm ?? Algorithm)[2..] switch { "256" => HashAlgorithmName.SHA256, "512" => HashAlgorithmName.SHA512, _ => HashAlgorithmName.SHA384 };
        var signature = rsa is not null ? rsa.SignData(bytes, hash, RSASignaturePadding.Pkcs1) : elliptic!.SignData(bytes, hash);
        return $"{data}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Part(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
}
