using EhrAdapters;
using Microsoft.EntityFrameworkCore;
using Onboarding.Lifecycle;
using Onboarding.Sites;

namespace Onboarding.Review;

/// <summary>The ways in which engineers answer a failed report.</summary>
public enum ReviewAnswer
{
    /// <summary>Back to the CSM, with an instruction.</summary>
    Returned,

    /// <summary>To the hospital, as a letter.</summary>
    Sent,

    /// <summary>Accepted as an exception, until a day.</summary>
    Excepted,

    /// <summary>A change of the mapping, tried and left to the CSM.</summary>
    Proposed,

    /// <summary>A change of the mapping, tried and saved at once.</summary>
    Corrected,
}

/// <summary>One answer to one failed check at one site. Never deleted: it is its own record.</summary>
public sealed class ReviewDecision
{
    public Guid Id { get; init; }

    public required SiteId SiteId { get; init; }

    /// <summary>The run whose failure was answered.</summary>
    public required Guid RunId { get; init; }

    public required Stage Stage { get; init; }

    public required EhrEnvironment? Environment { get; init; }

    /// <summary>Of the failure; see <see cref="FailureFingerprint"/>.</summary>
    public required string Fingerprint { get; init; }

    public required string Code { get; init; }

    /// <summary>What was checked, as people read it.</summary>
    public required string Check { get; init; }

    public required ReviewAnswer Answer { get; init; }

    /// <summary>The reason, the instruction, or the letter's subject; scrubbed.</summary>
    public required string Text { get; init; }

    /// <summary>The letter that was sent; null for the other answers.</summary>
    public Guid? LetterId { get; init; }

    public required string ById { get; init; }

    public required string ByName { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Who looks after an exception until it ends.</summary>
    public string? OwnerId { get; init; }

    public string? OwnerName { get; init; }

    /// <summary>When an exception stops counting, whoever looks; null for the other answers.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When somebody ended the exception, did what was asked, or the portal noticed that it had run out.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Null where it ran out by itself.</summary>
    public string? EndedBy { get; set; }

    /// <summary>True for an exception that counts at this moment.</summary>
    public bool LivesAt(DateTimeOffset now) => Answer is ReviewAnswer.Excepted && EndedAt is null && ExpiresAt > now;
}

/// <summary>Who looks after a group of failures; no row where nobody does.</summary>
public sealed class ReviewAssignment
{
    public required string Fingerprint { get; init; }

    public required string PersonId { get; set; }

    public required string PersonName { get; set; }

    public required DateTimeOffset At { get; set; }
}

/// <summary>What somebody said about a group of failures.</summary>
public sealed class ReviewComment
{
    public Guid Id { get; init; }

    public required string Fingerprint { get; init; }

    public required string ById { get; init; }

    public required string ByName { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Scrubbed.</summary>
    public required string Text { get; init; }

    /// <summary>The ids of the people mentioned.</summary>
    public required IReadOnlyList<string> Mentions { get; init; }
}

internal static class ReviewModel
{
    internal static void Configure(ModelBuilder model)
    {
        var decision = model.Entity<ReviewDecision>();
        decision.HasIndex(d => new { d.SiteId, d.Stage });
        decision.HasIndex(d => d.Fingerprint);
        // One living exception per check of a site, whoever clicks when.
        decision.HasIndex(d => new { d.SiteId, d.Stage, d.Fingerprint, d.Environment }, "OneException").IsUnique().HasFilter("\"Answer\" = 'Excepted' AND \"EndedAt\" IS NULL");
        // One instruction per failure of a run, whoever clicks when.
        decision.HasIndex(d => new { d.RunId, d.Fingerprint }, "OneInstruction").IsUnique().HasFilter("\"Answer\" = 'Returned'");
        decision.HasIndex(d => d.At);
        model.Entity<ReviewAssignment>().HasKey(a => a.Fingerprint);
        model.Entity<ReviewComment>().HasIndex(c => new { c.Fingerprint, c.At });
    }
}
