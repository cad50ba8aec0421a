using Onboarding.Sites;

namespace Onboarding.Persistence;

/// <summary>One line of a site's history.</summary>
public sealed class AuditEntry
{
    public Guid Id { get; init; }

    public required SiteId SiteId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string ActorId { get; init; }

    public required string ActorName { get; init; }

    /// <summary>What happened, past tense, as people read it.</summary>
    public required string What { get; init; }

    /// <summary><c>good</c>, <c>bad</c> or null, for the dot beside the line.</summary>
    public string? Tone { get; init; }
}

/// <summary>A secret at rest, encrypted with Data Protection.</summary>
public sealed class StoredSecret
{
    public Guid Id { get; init; }

    public required SiteId SiteId { get; init; }

    public required SecretKind Kind { get; init; }

    public required string Protected { get; init; }

    /// <summary>What may be shown: a salted hash's first letters.</summary>
    public required string Fingerprint { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Key pairs and certificates are kept by environment in tables of their own.</summary>
public enum SecretKind
{
    PrivateKey,
    ClientSecret,
    ClientCertificate,
}

/// <summary>A half-filled form, kept on leaving a field.</summary>
public sealed class FormDraft
{
    public required SiteId SiteId { get; init; }

    public required string Form { get; init; }

    public required string Json { get; set; }

    /// <summary>The site's version that the form was opened on.</summary>
    public required int BasedOn { get; set; }

    public required string SavedBy { get; set; }

    public required DateTimeOffset SavedAt { get; set; }
}

/// <summary>A second person's approval to go live, with the evidence they saw.</summary>
public sealed class Approval
{
    public Guid Id { get; init; }

    public required SiteId SiteId { get; init; }

    public required string ActorId { get; init; }

    public required string ActorName { get; init; }

    public required string Role { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The go-live fingerprint approved; another configuration needs another approval.</summary>
    public required string Fingerprint { get; init; }
}

/// <summary>Somebody asked for the approval to go live.</summary>
public sealed class ApprovalRequest
{
    public Guid Id { get; init; }

    public required SiteId SiteId { get; init; }

    public required string ActorId { get; init; }

    public required string ActorName { get; init; }

    public required string Role { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Fingerprint { get; init; }
}

/// <summary>A letter that somebody sent to the hospital.</summary>
public sealed class SentLetter
{
    public Guid Id { get; init; }

    public required SiteId SiteId { get; init; }

    public required Guid RunId { get; init; }

    public required string Code { get; init; }

    public required string Subject { get; init; }

    public required string Body { get; init; }

    public required string SentBy { get; init; }

    public required DateTimeOffset SentAt { get; init; }
}
