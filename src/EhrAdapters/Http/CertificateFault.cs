using System.Globalization;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EhrAdapters.Diagnosis;

namespace EhrAdapters.Http;

/// <summary>Names what is wrong with a server's certificate, from what the platform found and what the server sent.</summary>
internal static class CertificateFault
{
    // Makers of inspection devices, by the issuers that their certificates name.
    private static readonly string[] Inspectors =
        ["zscaler", "fortinet", "fortigate", "palo alto", "netskope", "blue coat", "forcepoint", "cisco umbrella", "sophos", "barracuda", "watchguard", "check point", "untangle", "mcafee web gateway"];

    /// <summary>
    /// How chains are built: from what the server sends. Missing certificates are not fetched from addresses that a certificate
    /// names, because that call would go past the outbound guard and would hide an incomplete chain.
    /// </summary>
    public static X509ChainPolicy ChainPolicy() => new() { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck };

    /// <summary>The taxonomy's code for a certificate that we must refuse, or null where it may be trusted.</summary>
    public static string? Judge(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors, PrivateTrust trust, DateTimeOffset now)
    {
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) && certificate is not null && trust.Holds(certificate, chain, now))
            errors &= ~SslPolicyErrors.RemoteCertificateChainErrors;
        return errors is SslPolicyErrors.None ? null : Code(certificate, chain, errors, now);
    }

    /// <summary>True where the issuer is named like a product that opens traffic on the way.</summary>
    public static bool IsInspected(string issuer) => Inspectors.Any(maker => issuer.Contains(maker, StringComparison.OrdinalIgnoreCase));

    /// <summary>What an engineer wants to see of a certificate.</summary>
    public static IReadOnlyList<EvidenceItem> Describe(X509Certificate2? certificate, X509Chain? chain)
    {
        if (certificate is null)
            return [];
        var sent = PeerChain.Sent(certificate, chain);
        return
        [
            new("Certificate subject", certificate.Subject),
            new("Certificate issuer", certificate.Issuer),
            new("Certificate names", string.Join(", ", Names(certificate).Take(20))),
            new("Certificate valid from", certificate.NotBefore.ToUniversalTime().ToString("u", CultureInfo.InvariantCulture)),
            new("Certificate valid until", certificate.NotAfter.ToUniversalTime().ToString("u", CultureInfo.InvariantCulture)),
            new("Chain length", sent.Count.ToString(CultureInfo.InvariantCulture)),
            .. sent.Take(6).Select((one, index) => new EvidenceItem(string.Create(CultureInfo.InvariantCulture, $"Chain as sent, {index + 1}"), $"{one.Subject}, issued by {one.Issuer}")),
            new("Certificate SHA-256", certificate.GetCertHashString(HashAlgorithmName.SHA256)),
        ];
    }

    /// <summary>The words for the sentences of a finding.</summary>
    public static Dictionary<string, string> Words(X509Certificate2? certificate, X509Chain? chain, string code, DateTimeOffset now) => certificate is null ? [] : new()
    {
        ["issuer"] = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: true),
        ["names"] = string.Join(", ", Names(certificate).Take(5)),
        ["date"] = Date(certificate, chain, code, now).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["fingerprint"] = certificate.GetCertHashString(HashAlgorithmName.SHA256),
    };

    private static string Code(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors, DateTimeOffset now)
    {
        if (certificate is null)
            return FindingCodes.TlsVersion;
        if (!errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
            return FindingCodes.TlsName;
        if (IsInspected(certificate.Issuer))
            return FindingCodes.TlsIntercepted;
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
            return PeerChain.LacksIssuer(PeerChain.Sent(certificate, chain)) ? FindingCodes.TlsChainIncomplete : FindingCodes.TlsPrivateCa;
        return flags.HasFlag(X509ChainStatusFlags.NotTimeValid) ? FindingCodes.TlsExpired : FindingCodes.TlsPrivateCa;
    }

    private static IEnumerable<string> Names(X509Certificate2 certificate) => certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
        .SelectMany(names => names.EnumerateDnsNames().Concat(names.EnumerateIPAddresses().Select(address => address.ToString())));

    // An intermediate that ran out counts as expired too, and then its date is the one to tell.
    private static DateTime Date(X509Certificate2 certificate, X509Chain? chain, string code, DateTimeOffset now) => code is FindingCodes.TlsNotYet
        ? certificate.NotBefore.ToUniversalTime()
        : (PeerChain.Sent(certificate, chain).FirstOrDefault(one => one.NotAfter < now.LocalDateTime) ?? certificate).NotAfter.ToUniversalTime();
}

/// <summary>A certificate we do not accept. Stays inside the library: it ends as a finding.</summary>
internal sealed class RefusedCertificateException(string code, IReadOnlyList<EvidenceItem> evidence, IReadOnlyDictionary<string, string> words)
    : AuthenticationException("The certificate is not acceptable.")
{
    public string Code { get; } = code;

    public IReadOnlyList<EvidenceItem> Evidence { get; } = evidence;

    public IReadOnlyDictionary<string, string> Words { get; } = words;
}
