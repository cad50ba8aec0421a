using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Onboarding.Secrets.Certificates;

/// <summary>A certificate that fits its key and may sign in clients, with its intermediates in order.</summary>
internal sealed record CertificateBundle(
    string KeyPem, string ChainPem, string Subject, string Issuer, string Serial, string Fingerprint, DateTimeOffset ValidFrom, DateTimeOffset ValidUntil)
{
    private const string ClientAuth = "1.3.6.1.5.5.7.3.2";
    private const string AnyUsage = "2.5.29.37.0";
    private const int ShortestRsaKey = 2048;

    /// <summary>Judges certificates against the key that one of them must belong to.</summary>
    public static Result<CertificateBundle> Of(X509Certificate2Collection certificates, AsymmetricAlgorithm key, Refusal notTheKey, DateTimeOffset now)
    {
        var publicKey = key.ExportSubjectPublicKeyInfo();
        if (certificates.FirstOrDefault(certificate => certificate.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(publicKey)) is not { } leaf)
            return notTheKey;
        if (Wrong(leaf, key, now) is { } refusal)
            return refusal;
        var chain = Chain(leaf, certificates);
        return new CertificateBundle(
            Pkcs8(key), string.Join('\n', chain.Select(certificate => certificate.ExportCertificatePem())),
            leaf.Subject, leaf.Issuer, leaf.SerialNumber, leaf.GetCertHashString(HashAlgorithmName.SHA256), leaf.NotBefore, leaf.NotAfter);
    }

    private static Refusal? Wrong(X509Certificate2 leaf, AsymmetricAlgorithm key, DateTimeOffset now) =>
        leaf.NotAfter <= now ? CertificateRefusals.Expired(leaf.NotAfter)
        : leaf.NotBefore > now ? CertificateRefusals.NotYetValid(leaf.NotBefore)
        : leaf.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault() is { } usage
            && !usage.EnhancedKeyUsages.Cast<Oid>().Any(oid => oid.Value is ClientAuth or AnyUsage) ? CertificateRefusals.NoClientAuth
        : key is RSA { KeySize: < ShortestRsaKey and var bits } ? CertificateRefusals.Weak(bits)
        : null;

    // What the server needs to find its way to a root that it knows; the root itself it must have already.
    private static List<X509Certificate2> Chain(X509Certificate2 leaf, X509Certificate2Collection certificates)
    {
        List<X509Certificate2> chain = [leaf];
        while (chain.Count <= certificates.Count && certificates.FirstOrDefault(issuer =>
            issuer.SubjectName.RawData.AsSpan().SequenceEqual(chain[^1].IssuerName.RawData)
            && !issuer.SubjectName.RawData.AsSpan().SequenceEqual(issuer.IssuerName.RawData)
            && !chain.Contains(issuer)) is { } next)
            chain.Add(next);
        return chain;
    }

    private static string Pkcs8(AsymmetricAlgorithm key) => key.ExportPkcs8PrivateKeyPem();
}
