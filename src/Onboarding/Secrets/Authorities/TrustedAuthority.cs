using Onboarding.Sites;

namespace Onboarding.Secrets.Authorities;

/// <summary>Where the trust in a hospital's own certificate authority stands.</summary>
public enum AuthorityState
{
    /// <summary>One person compared the fingerprint; a second one has not yet.</summary>
    Proposed,

    /// <summary>Two people compared it: connections of this site trust what it signs.</summary>
    Approved,

    /// <summary>Its own time ran out; it is trusted no more.</summary>
    Expired,

    /// <summary>Somebody took the proposal or the trust back.</summary>
    Revoked,
}

/// <summary>A hospital's own certificate authority, and who stood up for it.</summary>
public sealed class TrustedAuthority
{
    public Guid Id { get; init; }

    public required SiteId SiteId { get; init; }

    public required string Pem { get; init; }

    public required string Subject { get; init; }

    public required string Issuer { get; init; }

    /// <summary>SHA-256 over the certificate, hexadecimal.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>True where it signed itself; an intermediate otherwise.</summary>
    public required bool IsRoot { get; init; }

    public required DateTimeOffset ValidFrom { get; init; }

    public required DateTimeOffset ValidUntil { get; init; }

    public required string ProposedById { get; init; }

    public required string ProposedBy { get; init; }

    public required string ProposedByRole { get; init; }

    public required DateTimeOffset ProposedAt { get; init; }

    /// <summary>With whom at the hospital the fingerprint was compared, and how.</summary>
    public required string ComparedWith { get; init; }

    public string? ApprovedById { get; set; }

    public string? ApprovedBy { get; set; }

    public string? ApprovedByRole { get; set; }

    public DateTimeOffset? ApprovedAt { get; set; }

    public string? RevokedBy { get; set; }

    public string? RevokedFor { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    public AuthorityState State(DateTimeOffset now) =>
        RevokedAt is not null ? AuthorityState.Revoked
        : ValidUntil <= now ? AuthorityState.Expired
        : ApprovedAt is not null ? AuthorityState.Approved
        : AuthorityState.Proposed;
}
