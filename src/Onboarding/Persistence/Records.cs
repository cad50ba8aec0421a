using EhrAdapters.Diagnosis;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Approving;

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

    /// <summary>The request that it answers; null for one from before plans existed.</summary>
    public Guid? RequestId { get; init; }

    /// <summary>What the person saw when they approved; never changed. Null for one from before it was kept.</summary>
    public ApprovalEvidence? Saw { get; init; }
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

    /// <summary>Who said no; the request is answered then.</summary>
    public string? DeclinedBy { get; set; }

    public DateTimeOffset? DeclinedAt { get; set; }

    public string? DeclinedFor { get; set; }

    /// <summary>When the last reminder of it was written.</summary>
    public DateTimeOffset? RemindedAt { get; set; }
}

/// <summary>A question or an answer about a request for approval.</summary>
public sealed class ApprovalComment
{
    public Guid Id { get; init; }

    public required SiteId SiteId { get; init; }

    public required Guid RequestId { get; init; }

    public required string ActorId { get; init; }

    public required string ActorName { get; init; }

    public required string Role { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Scrubbed.</summary>
    public required string Text { get; init; }
}

/// <summary>A letter that somebody sent to the hospital, and what came back.</summary>
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

    /// <summary>Whom it went to, as it was addressed.</summary>
    public string To { get; init; } = "";

    public LetterWay Way { get; init; }

    /// <summary>The hospital's ticket number, where there is one.</summary>
    public string? Ticket { get; init; }

    /// <summary>Whose move it says it is.</summary>
    public FaultOwner Owner { get; init; } = FaultOwner.Hospital;

    /// <summary>The first letter, where this one only reminds of it.</summary>
    public Guid? RemindsOf { get; init; }

    /// <summary>What came back, oldest first.</summary>
    public IReadOnlyList<LetterAnswer> Answers { get; set; } = [];

    /// <summary>True while the next word is the hospital's: no answer yet, or one that says they are working on it.</summary>
    public bool IsOpen => RemindsOf is null && Answers is [] or [.., { Outcome: LetterOutcome.WorkingOnIt }];
}

/// <summary>How a letter went out.</summary>
public enum LetterWay
{
    Mail,
    Ticket,
    Phone,
}

/// <summary>What an answer means for the next step.</summary>
public enum LetterOutcome
{
    /// <summary>They say it is repaired: test again.</summary>
    Fixed,

    /// <summary>They say that the fault is not theirs: an engineer looks.</summary>
    NotTheirFault,

    /// <summary>They are at it; the site goes on waiting.</summary>
    WorkingOnIt,

    /// <summary>They ask something: our move.</summary>
    Question,
}

/// <summary>One answer to a letter, as somebody noted it.</summary>
/// <param name="At">When it came.</param>
/// <param name="By">Who at the hospital answered.</param>
/// <param name="Text">What they said, scrubbed.</param>
/// <param name="Until">The day they named, where they are working on it.</param>
/// <param name="NotedBy">Who noted it here.</param>
public sealed record LetterAnswer(DateTimeOffset At, string By, string Text, LetterOutcome Outcome, DateOnly? Until, string NotedBy);
