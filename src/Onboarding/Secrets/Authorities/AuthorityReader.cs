using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Onboarding.Secrets.Certificates;

namespace Onboarding.Secrets.Authorities;

/// <summary>What a pasted certificate says of itself.</summary>
public sealed record AuthorityFacts(string Pem, string Subject, string Issuer, string Fingerprint, bool IsRoot, DateTimeOffset ValidFrom, DateTimeOffset ValidUntil)
{
    /// <summary>What the second person types: the end of the fingerprint.</summary>
    public static string EndOf(string fingerprint) => fingerprint[^8..];

    /// <summary>In groups of four, for reading over the phone.</summary>
    public static IReadOnlyList<string> Groups(string fingerprint) => [.. fingerprint.Chunk(4).Select(group => new string(group))];
}

/// <summary>Reads the certificate of an authority, or says why it is none that may be trusted.</summary>
public static class AuthorityReader
{
    public static Result<AuthorityFacts> Read(string text, DateTimeOffset now)
    {
        if (text.Contains("PRIVATE KEY", StringComparison.OrdinalIgnoreCase))
            return AuthorityRefusals.KeyInside;
        var certificates = CertificateReader.Certificates(text);
        if (certificates.Count != 1)
            return certificates.Count == 0 ? AuthorityRefusals.Unreadable : AuthorityRefusals.Several;
        using var certificate = certificates[0];
        if (!IsAuthority(certificate))
            return AuthorityRefusals.NotAuthority;
        if (certificate.NotAfter <= now)
            return AuthorityRefusals.Expired(certificate.NotAfter);
        if (certificate.NotBefore > now)
            return AuthorityRefusals.NotYetValid(certificate.NotBefore);
        if (IsTrustedAlready(certificate, now))
            return AuthorityRefusals.TrustedAlready;
        return new AuthorityFacts(
            certificate.ExportCertificatePem(), certificate.Subject, certificate.Issuer, certificate.GetCertHashString(HashAlgorithmName.SHA256),
            certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData), certificate.NotBefore, certificate.NotAfter);
    }

    // RFC 5280, 4.2.1.9 and 4.2.1.3: an authority says so, and where it names its uses, signing certificates is one.
    private static bool IsAuthority(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault() is { CertificateAuthority: true }
        && (certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault() is not { } usage || usage.KeyUsages.HasFlag(X509KeyUsageFlags.KeyCertSign));

    private static bool IsTrustedAlready(X509Certificate2 certificate, DateTimeOffset now)
    {
        using var chain = new X509Chain { ChainPolicy = { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true, VerificationTime = now.UtcDateTime } };
        return chain.Build(certificate);
    }
}
