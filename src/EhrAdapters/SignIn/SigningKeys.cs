using System.Security.Cryptography;
using EhrAdapters.Diagnosis;

namespace EhrAdapters.SignIn;

/// <summary>Makes and judges the key pairs that sign client assertions (SMART App Launch 2.2.0, client-confidential-asymmetric).</summary>
public static class SigningKeys
{
    /// <summary>RSASSA-PKCS1-v1_5 with SHA-384.</summary>
    public const string Rs384 = "RS384";

    /// <summary>ECDSA on P-384 with SHA-384.</summary>
    public const string Es384 = "ES384";

    /// <summary>The shortest RSA key that Epic and SMART servers accept, in bits.</summary>
    public const int ShortestRsaKey = 2048;

    private const string CurveP384 = "1.3.132.0.34";

    /// <summary>Makes a new private key, PKCS#8 PEM: RSA of 3072 bits for RS384, P-384 for ES384.</summary>
    /// <exception cref="ArgumentException">The algorithm is neither of the two.</exception>
    public static string Create(string algorithm)
    {
        using AsymmetricAlgorithm key = algorithm switch
        {
            Rs384 => RSA.Create(3072),
            Es384 => ECDsa.Create(ECCurve.NamedCurves.nistP384),
            _ => throw new ArgumentException($"'{algorithm}' is neither {Rs384} nor {Es384}.", nameof(algorithm)),
        };
        return key.ExportPkcs8PrivateKeyPem();
    }

    /// <summary>Judges a private key offline: readable, private, long enough, fit for the algorithm. Null means nothing is wrong.</summary>
    public static Finding? Check(string? privateKeyPem, string algorithm)
    {
        if (string.IsNullOrWhiteSpace(privateKeyPem))
            return Setting(FindingCodes.CfgMissing, "The private key", "it is empty");
        using var key = Read(privateKeyPem);
        return key switch
        {
            null => Setting(FindingCodes.CfgOption, "The private key", "the text is not an unencrypted private key in PEM form"),
            RSA { KeySize: < ShortestRsaKey } rsa => Key(FindingCodes.OauthKeyWeak, algorithm, $"RSA, {rsa.KeySize} bits"),
            RSA when algorithm is Rs384 => null,
            ECDsa curve when algorithm is Es384 && Curve(curve) is CurveP384 => null,
            RSA rsa => Key(FindingCodes.OauthAlg, algorithm, $"RSA, {rsa.KeySize} bits"),
            _ => Key(FindingCodes.OauthAlg, algorithm, $"elliptic curve, {key.KeySize} bits"),
        };
    }

    /// <summary>Reads PKCS#8, PKCS#1 or SEC1; null where the text is none of them or holds no private key.</summary>
    internal static AsymmetricAlgorithm? Read(string pem) => (AsymmetricAlgorithm?)Import(RSA.Create(), pem) ?? Import(ECDsa.Create(), pem);

    private static T? Import<T>(T key, string pem)
        where T : AsymmetricAlgorithm
    {
        try
        {
            key.ImportFromPem(pem);
            // A public key imports as well; only a private one exports itself again.
            key.ExportPkcs8PrivateKey();
            return key;
        }
        catch (Exception fault) when (fault is ArgumentException or CryptographicException)
        {
            key.Dispose();
            return null;
        }
    }

    private static string? Curve(ECDsa key) => key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value;

    private static Finding Key(string code, string algorithm, string key) =>
        FindingCatalog.Create(code, [new("Key", key), new("Algorithm", algorithm)], new Dictionary<string, string> { ["algorithm"] = algorithm, ["problem"] = $"the key is {key} and the algorithm is {algorithm}" }, Confidence.Certain);

    private static Finding Setting(string code, string setting, string problem) =>
        FindingCatalog.Create(code, [new("Setting", setting)], new Dictionary<string, string> { ["setting"] = setting, ["problem"] = problem }, Confidence.Certain);
}
