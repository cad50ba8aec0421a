using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Onboarding.Secrets.Certificates;

/// <summary>Reads what people bring: PEM texts and PKCS#12 files. A password opens what it is for and is kept nowhere.</summary>
internal static class CertificateReader
{
    /// <summary>A certificate with its key, and intermediates if there are any, in one PEM text.</summary>
    public static Result<CertificateBundle> Pem(string text, string? password, DateTimeOffset now)
    {
        var certificates = Certificates(text);
        if (certificates.Count == 0)
            return CertificateRefusals.Unreadable;
        if (!text.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
            return CertificateRefusals.NoKey;
        using var key = Key(text, password);
        return key is null ? CertificateRefusals.LockedKey : CertificateBundle.Of(certificates, key, CertificateRefusals.OtherKey, now);
    }

    public static Result<CertificateBundle> Pkcs12(byte[] file, string? password, DateTimeOffset now)
    {
        X509Certificate2Collection certificates;
        try
        {
            certificates = X509CertificateLoader.LoadPkcs12Collection(file, password, X509KeyStorageFlags.Exportable | X509KeyStorageFlags.EphemeralKeySet);
        }
        catch (CryptographicException)
        {
            return CertificateRefusals.LockedFile;
        }

        if (certificates.FirstOrDefault(certificate => certificate.HasPrivateKey) is not { } own)
            return CertificateRefusals.NoKey;
        using AsymmetricAlgorithm? key = (AsymmetricAlgorithm?)own.GetRSAPrivateKey() ?? own.GetECDsaPrivateKey();
        return key is null ? CertificateRefusals.NoKey : CertificateBundle.Of(certificates, key, CertificateRefusals.OtherKey, now);
    }

    /// <summary>The answer to a request of ours: certificates without a key, which has been here all along.</summary>
    public static Result<CertificateBundle> Signed(string text, string keyPem, DateTimeOffset now)
    {
        if (text.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
            return CertificateRefusals.KeyInside;
        var certificates = Certificates(text);
        if (certificates.Count == 0)
            return CertificateRefusals.Unreadable;
        using var key = Key(keyPem, null)!;
        return CertificateBundle.Of(certificates, key, CertificateRefusals.OtherRequest, now);
    }

    /// <summary>Every certificate in a PEM text; none where one of them cannot be read.</summary>
    public static X509Certificate2Collection Certificates(string text)
    {
        X509Certificate2Collection certificates = [];
        try
        {
            certificates.ImportFromPem(text);
            return certificates;
        }
        catch (CryptographicException)
        {
            return [];
        }
    }

    private static AsymmetricAlgorithm? Key(string pem, string? password) => Key(RSA.Create(), pem, password) ?? (AsymmetricAlgorithm?)Key(ECDsa.Create(), pem, password);

    private static T? Key<T>(T key, string pem, string? password)
        where T : AsymmetricAlgorithm
    {
        try
        {
            var own = OnlyKey(pem);
            if (own.Contains("ENCRYPTED", StringComparison.Ordinal))
                key.ImportFromEncryptedPem(own, password);
            else
                key.ImportFromPem(own);
            return key;
        }
        catch (Exception fault) when (fault is ArgumentException or CryptographicException)
        {
            key.Dispose();
            return null;
        }
    }

    // The importers of keys refuse a text with several keys, and some tools put a public key or parameters beside the private one.
    private static string OnlyKey(string pem)
    {
        var rest = pem.AsSpan();
        while (PemEncoding.TryFind(rest, out var fields))
        {
            if (rest[fields.Label].EndsWith("PRIVATE KEY", StringComparison.Ordinal))
                return rest[fields.Location].ToString();
            rest = rest[fields.Location.End..];
        }

        return pem;
    }
}
