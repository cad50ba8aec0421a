using EhrAdapters;
using Onboarding.Sites;

namespace Onboarding.Secrets.Certificates;

public enum CertificateState
{
    /// <summary>The key is made and the request waits for somebody to sign it.</summary>
    Requested,

    /// <summary>Shown to the hospital's server when it asks who we are.</summary>
    InUse,
}

/// <summary>How a certificate came to be.</summary>
public enum CertificateOrigin
{
    SelfSigned,
    SignedRequest,
    Imported,
}

/// <summary>The client certificate of a site in one environment, for mutual TLS, or the request for one.</summary>
public sealed class ClientCertificate
{
    public Guid Id { get; init; }

    public required SiteId SiteId { get; init; }

    public required EhrEnvironment Environment { get; init; }

    public required CertificateState State { get; init; }

    public required CertificateOrigin Origin { get; init; }

    /// <summary>The private key as PEM, encrypted.</summary>
    public required string Protected { get; init; }

    /// <summary>The certificate and its intermediates in order, PEM; null while it is only requested.</summary>
    public string? ChainPem { get; init; }

    /// <summary>The PKCS#10 request, PEM; null where there was none.</summary>
    public string? RequestPem { get; init; }

    public required string Subject { get; init; }

    public string? Issuer { get; init; }

    public string? Serial { get; init; }

    /// <summary>SHA-256 over the certificate, hexadecimal; of the public key while it is only requested.</summary>
    public required string Fingerprint { get; init; }

    public DateTimeOffset? ValidFrom { get; init; }

    public DateTimeOffset? ValidUntil { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }
}

/// <summary>What may be told of a client certificate; everything but the key.</summary>
public sealed record CertificateFacts(
    CertificateState State, CertificateOrigin Origin, string Subject, string? Issuer, string? Serial, string Fingerprint, int Intermediates,
    string? CertificatePem, string? RequestPem, DateTimeOffset? ValidFrom, DateTimeOffset? ValidUntil, DateTimeOffset CreatedAt, string CreatedBy)
{
    /// <summary>From so long before its end on the page asks for a new one.</summary>
    public static readonly TimeSpan WarnBefore = TimeSpan.FromDays(30);

    public bool IsExpired(DateTimeOffset now) => ValidUntil <= now;

    public bool EndsSoon(DateTimeOffset now) => ValidUntil - now <= WarnBefore;
}

/// <summary>The certificate of one environment and the request for the next, as far as there are any.</summary>
public sealed record CertificateView(EhrEnvironment Environment, CertificateFacts? InUse, CertificateFacts? Requested);
