using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EhrAdapters.Tests.Diagnosis;

/// <summary>A certificate authority of our own: root, intermediate, and what it issues.</summary>
internal sealed class TestAuthority
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private byte serial;

    public TestAuthority(string name = "Harbour Hospital")
    {
        Root = Make($"CN={name} Root", null, request => Authority(request));
        Intermediate = Make($"CN={name} Intermediate", Root, request => Authority(request));
    }

    public X509Certificate2 Root { get; }

    public X509Certificate2 Intermediate { get; }

    /// <summary>The root as a site would hold it.</summary>
    public string RootPem => Root.ExportCertificatePem();

    public X509Certificate2 Server(
        string address = "127.0.0.1", double fromDays = -1, double toDays = 60, bool byRoot = false, Uri? revocationList = null) => Make(
        "CN=fhir.hospital.example", byRoot ? Root : Intermediate, request =>
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName("fhir.hospital.example");
            if (IPAddress.TryParse(address, out var ip))
                names.AddIpAddress(ip);
            request.CertificateExtensions.Add(names.Build());
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.1")], false));
            if (revocationList is not null)
                request.CertificateExtensions.Add(CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([revocationList.AbsoluteUri]));
        }, fromDays, toDays);

    public X509Certificate2 Client(double fromDays = -1, double toDays = 60) => Make(
        "CN=onboarding portal", Intermediate, request => request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.2")], false)), fromDays, toDays);

    /// <summary>A client certificate as the portal keeps it: certificate, intermediate, key.</summary>
    public string Pem(X509Certificate2 client) =>
        client.ExportCertificatePem() + "\n" + Intermediate.ExportCertificatePem() + "\n" + client.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem();

    /// <summary>The intermediate's list of withdrawn certificates.</summary>
    public byte[] RevocationList(X509Certificate2? withdrawn, double toDays = 7, X509Certificate2? signer = null)
    {
        var list = new CertificateRevocationListBuilder();
        if (withdrawn is not null)
            list.AddEntry(withdrawn);
        return list.Build(signer ?? Intermediate, 1, Now.AddDays(toDays), HashAlgorithmName.SHA256, thisUpdate: Now.AddDays(Math.Min(-1, toDays - 1)));
    }

    private static void Authority(CertificateRequest request)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
    }

    private X509Certificate2 Make(string subject, X509Certificate2? issuer, Action<CertificateRequest> shape, double fromDays = -30, double toDays = 300)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        shape(request);
        if (issuer is null)
            return request.CreateSelfSigned(Now.AddDays(-400), Now.AddDays(400));
        using var signer = issuer.GetECDsaPrivateKey()!;
        using var made = request.Create(issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(signer), Now.AddDays(fromDays), Now.AddDays(toDays), [0x11, ++serial]);
        return made.CopyWithPrivateKey(key);
    }
}
