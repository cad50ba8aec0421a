using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EhrAdapters.Diagnosis;

namespace EhrAdapters.Http;

/// <summary>Our own certificate for mutual TLS (RFC 8705), with the intermediates that a server needs to trust it.</summary>
internal sealed class ClientCertificate
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2 certificate;

    private ClientCertificate(X509Certificate2 certificate, X509Certificate2Collection intermediates)
    {
        this.certificate = certificate;
        Context = SslStreamCertificateContext.Create(certificate, intermediates, offline: true);
    }

    public SslStreamCertificateContext Context { get; }

    public DateTimeOffset NotAfter => certificate.NotAfter.ToUniversalTime();

    /// <summary>True where its purposes are limited and a client's is not among them.</summary>
    public bool IsForServersOnly => certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().ToList() is { Count: > 0 } purposes
        && !purposes.Any(purpose => purpose.EnhancedKeyUsages.Cast<Oid>().Any(oid => oid.Value == ClientAuthentication));

    /// <summary>Reads certificate, intermediates and key; null where there is none or it cannot be read.</summary>
    public static ClientCertificate? Load(string? pem)
    {
        if (string.IsNullOrWhiteSpace(pem))
            return null;
        try
        {
            X509Certificate2Collection all = [];
            all.ImportFromPem(pem);
            return new(X509Certificate2.CreateFromPem(pem, pem), [.. all.Skip(1)]);
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    public IReadOnlyList<EvidenceItem> Describe() =>
    [
        new("Our certificate subject", certificate.Subject),
        new("Our certificate issuer", certificate.Issuer),
        new("Our certificate serial number", certificate.SerialNumber),
        new("Our certificate valid until", certificate.NotAfter.ToUniversalTime().ToString("u", CultureInfo.InvariantCulture)),
        new("Our certificate SHA-256", certificate.GetCertHashString(HashAlgorithmName.SHA256)),
    ];
}
