using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Onboarding.Tests.Secrets.Certificates;

/// <summary>Certificates made for a test: an authority, an intermediate below it, and leaves.</summary>
internal sealed class TestCertificates : IDisposable
{
    internal const string ClientAuth = "1.3.6.1.5.5.7.3.2";
    internal const string ServerAuth = "1.3.6.1.5.5.7.3.1";

    private readonly DateTimeOffset from;
    private readonly DateTimeOffset until;

    public TestCertificates(DateTimeOffset now)
    {
        (from, until) = (now.AddDays(-10), now.AddYears(1));
        Root = Authority("CN=Quillhaven Root", null, from, until);
        Intermediate = Authority("CN=Quillhaven Issuing", Root, from, until);
    }

    public X509Certificate2 Root { get; }

    public X509Certificate2 Intermediate { get; }

    public static X509Certificate2 Authority(string name, X509Certificate2? issuer, DateTimeOffset from, DateTimeOffset until, X509KeyUsageFlags usage = X509KeyUsageFlags.KeyCertSign)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, true));
        if (issuer is null)
            return request.CreateSelfSigned(from, until);
        using var signed = request.Create(issuer, from, until, RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }

    /// <summary>A leaf below the intermediate; null usage leaves the extension out.</summary>
    public X509Certificate2 Leaf(string? usage = ClientAuth, DateTimeOffset? start = null, DateTimeOffset? end = null, int bits = 2048)
    {
        using var key = RSA.Create(bits);
        var request = new CertificateRequest("CN=Our client", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        if (usage is not null)
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        using var signed = Sign(request, start, end);
        return signed.CopyWithPrivateKey(key);
    }

    /// <summary>What the hospital's authority makes of a request.</summary>
    public X509Certificate2 Sign(CertificateRequest request, DateTimeOffset? start = null, DateTimeOffset? end = null)
    {
        using var key = Intermediate.GetECDsaPrivateKey()!;
        return request.Create(Intermediate.SubjectName, X509SignatureGenerator.CreateForECDsa(key), start ?? from, end ?? until, RandomNumberGenerator.GetBytes(8));
    }

    public static string KeyOf(X509Certificate2 certificate)
    {
        using AsymmetricAlgorithm key = (AsymmetricAlgorithm?)certificate.GetRSAPrivateKey() ?? certificate.GetECDsaPrivateKey()!;
        return key.ExportPkcs8PrivateKeyPem();
    }

    public void Dispose()
    {
        Root.Dispose();
        Intermediate.Dispose();
    }
}
