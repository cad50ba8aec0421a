using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Onboarding.Persistence;
using Onboarding.Sites;

namespace Onboarding.Notices;

/// <summary>A mail as it is written: to one person, about one site, in plain text, with nothing of a patient.</summary>
/// <param name="Purpose">What it is for, as a word of the code: <c>test-alert</c>.</param>
/// <param name="Body">With <see cref="MailNotice.LinkMark"/> where the link stands; at its end where the mark is missing.</param>
/// <param name="Link">What only the reader may open; kept encrypted until the mail has left.</param>
/// <param name="Until">After that it is not sent any more; null where it is never too late.</param>
public sealed record NoticeText(SiteId Site, string Purpose, string To, string ToName, string Subject, string Body, Uri? Link = null, DateTimeOffset? Until = null)
{
    public override string ToString() => $"({Purpose})";
}

/// <summary>A notice with its link in place, for a person who sends it by hand.</summary>
public sealed record NoticeByHand(string To, string Subject, string Body)
{
    public override string ToString() => "(notice)";
}

/// <summary>
/// Mails on their way. Adding one is part of the caller's own transaction and never waits; a background sender takes it from there.
/// </summary>
public sealed class Outbox(IDbContextFactory<OnboardingDb> factory, IDataProtectionProvider protection, IOptions<MailOptions> options, SiteHub hub, TimeProvider time)
{
    public const string NoMailServer = "No mail server is set, so the portal cannot send it. Send it yourself.";

    private readonly IDataProtector protector = protection.CreateProtector("Onboarding.Notices.v1");

    /// <summary>Puts a mail into the outbox; it leaves once the caller has saved. Tell the hub about the site then, and it leaves at once.</summary>
    public MailNotice Add(OnboardingDb db, NoticeText text)
    {
        var marked = text.Link is null || text.Body.Contains(MailNotice.LinkMark, StringComparison.Ordinal) ? text : text with { Body = $"{text.Body}\n\n{MailNotice.LinkMark}\n" };
        var (state, note) = MailAddress.IsOne(text.To)
            ? options.Value.IsSet ? (NoticeState.Waiting, (string?)null) : (NoticeState.NoMailServer, NoMailServer)
            : (NoticeState.Failed, "That is no mail address. Correct the contact and send it again from there.");
        var notice = MailNotice.Write(marked, text.Link is { } link ? protector.Protect(link.ToString()) : null, state, note, time.GetUtcNow());
        db.Notices.Add(notice);
        return notice;
    }

    /// <summary>What was sent to whom about a site, the newest first.</summary>
    public async Task<IReadOnlyList<MailNotice>> ListAsync(SiteId site, int most, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Notices.AsNoTracking().Where(notice => notice.SiteId == site).OrderByDescending(notice => notice.CreatedAt).Take(most).ToListAsync(cancellationToken);
    }

    /// <summary>The whole text of a mail that the portal could not send, for a person to send; leaves an audit line, because the link in it is the reader's.</summary>
    public async Task<Result<NoticeByHand>> TakeAsync(Guid id, Actor by, CancellationToken cancellationToken)
    {
        if (!by.MayWork)
            return Actor.LooksOn;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.Notices.AsNoTracking().SingleOrDefaultAsync(notice => notice.Id == id, cancellationToken) is not { } notice)
            return NoticeRefusals.NotFound;
        if (notice.State is NoticeState.Sent)
            return NoticeRefusals.HasLeft;
        if (notice.IsOver(time.GetUtcNow()))
            return NoticeRefusals.Over;
        db.Note(notice.SiteId, by, $"Took the mail “{notice.Subject}” to {notice.ToName} to send it by hand", time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        hub.Publish(new(notice.SiteId));
        return new NoticeByHand(notice.To, notice.Subject, FullBody(notice));
    }

    /// <summary>Tries a mail again that did not leave.</summary>
    public async Task<Result<Done>> SendAgainAsync(Guid id, Actor by, CancellationToken cancellationToken)
    {
        if (!by.MayWork)
            return Actor.LooksOn;
        if (!options.Value.IsSet)
            return NoticeRefusals.NoServer;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.Notices.SingleOrDefaultAsync(notice => notice.Id == id, cancellationToken) is not { } notice)
            return NoticeRefusals.NotFound;
        if (notice.State is NoticeState.Sent or NoticeState.Waiting)
            return new Done();
        if (notice.IsOver(time.GetUtcNow()))
            return NoticeRefusals.Over;
        notice.SendAgain(time.GetUtcNow());
        db.Note(notice.SiteId, by, $"Sent the mail “{notice.Subject}” to {notice.ToName} again", time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        hub.Publish(new(notice.SiteId));
        return new Done();
    }

    /// <summary>The text with its link in place.</summary>
    internal string FullBody(MailNotice notice) =>
        notice.ProtectedLink is { } link ? notice.Body.Replace(MailNotice.LinkMark, protector.Unprotect(link), StringComparison.Ordinal) : notice.Body;
}

internal static class NoticeRefusals
{
    public static readonly Refusal NotFound = new("notice-not-found", "There is no such mail any more.");

    public static readonly Refusal HasLeft = new("notice-has-left", "The mail server has taken this mail already; there is nothing to send by hand.");

    public static readonly Refusal Over = new("notice-over", "Nobody needs this mail any more: its time is over.");

    public static readonly Refusal NoServer = new("no-mail-server", "No mail server is set. Send the mail yourself, or ask an administrator to set one.");
}
