using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Onboarding.Secrets.Certificates;

/// <summary>Makes client certificates and requests for them: RSA of 3072 bits, which every gateway takes, for client authentication only.</summary>
internal static class CertificateMaker
{
    private const int KeySize = 3072;
    private const int LongestCommonName = 64;
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(5);

    /// <summary>A self-signed certificate, valid for two years, with its key, in one PEM text.</summary>
    public static string SelfSigned(string name, DateTimeOffset now)
    {
        using var key = RSA.Create(KeySize);
        using var certificate = Request(name, key).CreateSelfSigned(now - ClockSlack, now.AddYears(2));
        return $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n";
    }

    /// <summary>A PKCS#10 request for somebody else to sign, and the key that stays here.</summary>
    public static (string RequestPem, string KeyPem, string Subject, string KeyFingerprint) Request(string name)
    {
        using var key = RSA.Create(KeySize);
        var request = Request(name, key);
        return (request.CreateSigningRequestPem(), key.ExportPkcs8PrivateKeyPem(), request.SubjectName.Name,
            Convert.ToHexString(SHA256.HashData(key.ExportSubjectPublicKeyInfo())));
    }

    private static CertificateRequest Request(string name, RSA key)
    {
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(name.Length > LongestCommonName ? name[..LongestCommonName].TrimEnd() : name);
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.2", "Client Authentication")], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }
}
