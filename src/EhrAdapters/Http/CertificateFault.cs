using System.Globalization;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using EhrAdapters.Diagnosis;

namespace EhrAdapters.Http;

/// <summary>Names what is wrong with a server's certificate, from what the platform found.</summary>
internal static class CertificateFault
{
    /// <summary>
    /// How chains are built: from what the server sends. Missing certificates are not fetched from addresses that a certificate
    /// names, because that call would go past the outbound guard and would hide an incomplete chain.
    /// </summary>
    public static X509ChainPolicy ChainPolicy() => new() { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck };

    /// <summary>The taxonomy's code for a refused certificate.</summary>
    public static string Code(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors, DateTimeOffset now)
    {
        if (certificate is null)
            return FindingCodes.TlsVersion;
        if (now > certificate.NotAfter)
            return FindingCodes.TlsExpired;
        if (now < certificate.NotBefore)
            return FindingCodes.TlsNotYet;
        var flags = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status) ?? X509ChainStatusFlags.NoError;
        if (flags.HasFlag(X509ChainStatusFlags.Revoked))
            return FindingCodes.TlsRevoked;
        if (flags.HasFlag(X509ChainStatusFlags.UntrustedRoot))
            return FindingCodes.TlsPrivateCa;
        if (flags.HasFlag(X509ChainStatusFlags.PartialChain))
            return FindingCodes.TlsChainIncomplete;
        if (flags.HasFlag(X509ChainStatusFlags.NotTimeValid))
            return FindingCodes.TlsExpired;
        return errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? FindingCodes.TlsName : FindingCodes.TlsPrivateCa;
    }

    /// <summary>What an engineer wants to see of a certificate.</summary>
    public static IReadOnlyList<EvidenceItem> Describe(X509Certificate2? certificate, X509Chain? chain)
    {
        if (certificate is null)
            return [];
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(extension => extension.EnumerateDnsNames());
        return
        [
            new("Certificate subject", certificate.Subject),
            new("Certificate issuer", certificate.Issuer),
            new("Certificate names", string.Join(", ", names.Take(20))),
            new("Certificate valid until", certificate.NotAfter.ToUniversalTime().ToString("u", CultureInfo.InvariantCulture)),
            new("Chain length", (chain?.ChainElements.Count ?? 1).ToString(CultureInfo.InvariantCulture)),
            new("Certificate SHA-256", certificate.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256)),
        ];
    }
}

/// <summary>A certificate we do not accept. Stays inside the library: it ends as a finding.</summary>
internal sealed class RefusedCertificateException(string code, IReadOnlyList<EvidenceItem> evidence) : AuthenticationException("The certificate is not acceptable.")
{
    public string Code { get; } = code;

    public IReadOnlyList<EvidenceItem> Evidence { get; } = evidence;
}
