using Microsoft.EntityFrameworkCore;
using Onboarding.Sites;

namespace Onboarding.Notices;

public enum NoticeState
{
    Waiting,
    Sent,

    /// <summary>Every try failed, or the mail server refused it for good.</summary>
    Failed,

    /// <summary>There was nothing to send it by; a person sends it.</summary>
    NoMailServer,
}

/// <summary>One mail to one person about a site. Holds nothing of a patient; a link in it is kept apart, encrypted, and forgotten once the mail has left.</summary>
public sealed class MailNotice
{
    /// <summary>Where the link stands in the text.</summary>
    public const string LinkMark = "{link}";

    private MailNotice()
    {
    }

    public Guid Id { get; private set; }

    public SiteId SiteId { get; private set; }

    /// <summary>What it is for, as a word of the code: <c>test-alert</c>.</summary>
    public string Purpose { get; private set; } = "";

    /// <summary>The mail address.</summary>
    public string To { get; private set; } = "";

    public string ToName { get; private set; } = "";

    public string Subject { get; private set; } = "";

    /// <summary>Plain text, with the mark where its link stands.</summary>
    public string Body { get; private set; } = "";

    public string? ProtectedLink { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public NoticeState State { get; private set; }

    public int Tries { get; private set; }

    /// <summary>Not before then: the next try, or the end of the time that a sender has for its try.</summary>
    public DateTimeOffset NextTryAt { get; private set; }

    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>After that nobody needs it any more; null for one that never grows old.</summary>
    public DateTimeOffset? Until { get; private set; }

    /// <summary>Why it has not left, in words.</summary>
    public string? Note { get; private set; }

    /// <summary>Decides between two processes that find the same notice.</summary>
    public int Version { get; private set; }

    internal static MailNotice Write(NoticeText text, string? protectedLink, NoticeState state, string? note, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        SiteId = text.Site,
        Purpose = text.Purpose,
        To = text.To.Trim(),
        ToName = OneLine(text.ToName),
        Subject = OneLine(text.Subject),
        Body = text.Body,
        ProtectedLink = protectedLink,
        CreatedAt = now,
        State = state,
        NextTryAt = now,
        Note = note,
        Until = text.Until,
    };

    /// <summary>True for one that has not left and that nobody needs any more.</summary>
    public bool IsOver(DateTimeOffset now) => State is not NoticeState.Sent && Until <= now;

    /// <summary>Takes the next try; whoever saves first has it, and until then nobody else looks at it.</summary>
    internal void Claim(DateTimeOffset until)
    {
        Version++;
        Tries++;
        NextTryAt = until;
    }

    internal void Left(DateTimeOffset now)
    {
        Version++;
        (State, SentAt, Note, ProtectedLink) = (NoticeState.Sent, now, null, null);
    }

    /// <param name="next">When to try again; null where it is given up.</param>
    internal void Stayed(string why, DateTimeOffset? next)
    {
        Version++;
        Note = why;
        if (next is { } later)
            NextTryAt = later;
        else
            State = NoticeState.Failed;
    }

    internal void NothingToSendBy()
    {
        Version++;
        (State, Note) = (NoticeState.NoMailServer, Outbox.NoMailServer);
    }

    internal void CameTooLate()
    {
        Version++;
        (State, Note, ProtectedLink) = (NoticeState.Failed, "Its time was over before it could leave.", null);
    }

    internal void SendAgain(DateTimeOffset now)
    {
        Version++;
        (State, Tries, NextTryAt, Note) = (NoticeState.Waiting, 0, now, null);
    }

    internal static void Configure(ModelBuilder model)
    {
        var notice = model.Entity<MailNotice>();
        notice.Property(n => n.Version).IsConcurrencyToken();
        notice.HasIndex(n => new { n.State, n.NextTryAt });
        notice.HasIndex(n => new { n.SiteId, n.CreatedAt });
    }

    // A line break in a header would be the beginning of another one.
    private static string OneLine(string text) => string.Join(' ', text.Split((char[])['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
