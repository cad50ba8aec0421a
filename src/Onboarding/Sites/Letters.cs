using EhrAdapters.Diagnosis;
using Microsoft.EntityFrameworkCore;
using Onboarding.Evidence;
using Onboarding.Persistence;
using Onboarding.Stages.TestConnection.Retest;

namespace Onboarding.Sites;

/// <summary>How a letter left the house.</summary>
/// <param name="To">As it was addressed, such as "Interface analyst, Mercy West".</param>
public sealed record Sending(string To, LetterWay Way = LetterWay.Mail)
{
    /// <summary>When it went out; now where null.</summary>
    public DateTimeOffset? At { get; init; }

    public string? Ticket { get; init; }

    /// <summary>The words that were sent, where they were edited; the proposed ones where null.</summary>
    public Letter? Letter { get; init; }
}

/// <summary>What the hospital answered.</summary>
/// <param name="By">Who answered.</param>
/// <param name="Text">What they said, in a sentence or two.</param>
/// <param name="Until">The day they named, where they are working on it.</param>
public sealed record Answering(string By, string Text, LetterOutcome Outcome, DateOnly? Until = null)
{
    /// <summary>When it came; now where null.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>Letters to hospitals: drafts, what was sent, what was answered, and whom the site waits for since.</summary>
public sealed class Letters(IDbContextFactory<OnboardingDb> factory, Drafts drafts, Retests retests, SiteHub hub, TimeProvider time)
{
    /// <summary>The edited words of a run's letter, or null where nobody edited it.</summary>
    public async Task<Letter?> DraftAsync(SiteId id, Guid runId, string code, CancellationToken cancellationToken) =>
        await drafts.FindAsync(id, DraftName(runId, code), cancellationToken) is { } draft ? Json.Read<Letter>(draft.Json) : null;

    /// <summary>Keeps edited words until the letter is sent; scrubbed again, because whatever is pasted in leaves the house too.</summary>
    public async Task<Result<Letter>> KeepDraftAsync(Site site, Guid runId, string code, string subject, string body, Actor by, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(subject))
            return LetterRefusals.SubjectNeeded;
        if (string.IsNullOrWhiteSpace(body))
            return LetterRefusals.BodyNeeded;
        var clean = LetterText.Clean(subject, body);
        return (await drafts.KeepAsync(site.Id, DraftName(runId, code), clean, site.Version, by, cancellationToken)).Refusal is { } refusal ? refusal : clean;
    }

    public Task<Result<Done>> DropDraftAsync(SiteId id, Guid runId, string code, Actor by, CancellationToken cancellationToken) =>
        drafts.DropAsync(id, DraftName(runId, code), by, cancellationToken);

    /// <summary>Notes that a letter went out; from now on the site waits for its addressee, and is tested again by itself where waiting helps.</summary>
    public Task<Result<SentLetter>> SentAsync(SiteId id, Guid runId, ResultRow row, Sending sending, Actor by, CancellationToken cancellationToken) =>
        SentAsync(id, runId, row, sending, by, with: null, cancellationToken);

    /// <param name="with">What is stored together with it; where it refuses, the letter is not noted either.</param>
    internal async Task<Result<SentLetter>> SentAsync(
        SiteId id, Guid runId, ResultRow row, Sending sending, Actor by, Func<OnboardingDb, SentLetter, Task<Refusal?>>? with, CancellationToken cancellationToken)
    {
        if ((sending.Letter ?? row.Letter) is not { } words)
            return by.MayWork ? LetterRefusals.None : Actor.LooksOn;
        var clean = LetterText.Clean(words.Subject, words.Body);
        var sent = await KeepAsync(id, sending, by, (site, at) => new()
        {
            Id = Guid.CreateVersion7(at), SiteId = id, RunId = runId, Code = row.Code, Subject = clean.Subject, Body = clean.Body, SentBy = by.Name, SentAt = at,
            To = sending.To.Trim(), Way = sending.Way, Ticket = Text(sending.Ticket), Owner = row.Owner ?? FaultOwner.Hospital,
        }, row.Message, with, cancellationToken);
        if (!sent.Succeeded)
            return sent;
        await DropDraftAsync(id, runId, row.Code, by, cancellationToken);
        // Refused wherever waiting cannot help, and that is all right.
        await retests.StartAsync(id, runId, by, cancellationToken);
        return sent;
    }

    /// <summary>Notes that a reminder of an open letter went out; the site has been waiting since the first one.</summary>
    public async Task<Result<SentLetter>> RemindedAsync(SentLetter first, Sending sending, Actor by, CancellationToken cancellationToken) =>
        sending.Letter is not { } words ? LetterRefusals.None : await KeepAsync(first.SiteId, sending, by, (_, at) => new()
        {
            Id = Guid.CreateVersion7(at), SiteId = first.SiteId, RunId = first.RunId, Code = first.Code, Subject = words.Subject, Body = Scrubber.Scrub(words.Body),
            SentBy = by.Name, SentAt = at, To = sending.To.Trim(), Way = sending.Way, Ticket = Text(sending.Ticket) ?? first.Ticket, Owner = first.Owner, RemindsOf = first.Id,
        }, null, null, cancellationToken);

    /// <summary>Notes an answer. Whoever is working on it is still waited for; any other answer gives the move back to us.</summary>
    public async Task<Result<SentLetter>> AnsweredAsync(SiteId id, Guid letterId, Answering answering, Actor by, CancellationToken cancellationToken)
    {
        if (!by.MayWork)
            return Actor.LooksOn;
        if (string.IsNullOrWhiteSpace(answering.By) || string.IsNullOrWhiteSpace(answering.Text))
            return LetterRefusals.AnswerNeeded;
        if (answering is { Outcome: LetterOutcome.WorkingOnIt, Until: null })
            return LetterRefusals.UntilNeeded;
        var now = time.GetUtcNow();
        if (answering.At > now)
            return LetterRefusals.Future;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Letters.SingleOrDefaultAsync(letter => letter.Id == letterId && letter.SiteId == id, cancellationToken) is not { } letter)
            return LetterRefusals.NotFound;
        var site = await db.Sites.SingleAsync(row => row.Id == id, cancellationToken);
        var until = answering.Outcome is LetterOutcome.WorkingOnIt ? answering.Until : null;
        letter.Answers = [.. letter.Answers, new(answering.At ?? now, answering.By.Trim(), Scrubber.Scrub(answering.Text.Trim()), answering.Outcome, until, by.Name)];
        if (until is { } day)
            site.WaitFor(letter.Owner, $"{answering.By.Trim()} is working on it until {day:d MMM yyyy}.", site.WaitingSince ?? letter.SentAt);
        else if (site.WaitingOn == letter.Owner)
            site.WaitFor(null, null, now);
        db.Note(id, by, $"Letter answered, {answering.Outcome.Word().ToLowerInvariant()}: {letter.Subject}", now, answering.Outcome is LetterOutcome.Fixed ? "good" : null);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        hub.Publish(new(id));
        return letter;
    }

    private async Task<Result<SentLetter>> KeepAsync(
        SiteId id, Sending sending, Actor by, Func<Site, DateTimeOffset, SentLetter> make, string? waitsFor, Func<OnboardingDb, SentLetter, Task<Refusal?>>? with,
        CancellationToken cancellationToken)
    {
        if (!by.MayWork)
            return Actor.LooksOn;
        if (string.IsNullOrWhiteSpace(sending.To))
            return LetterRefusals.ToNeeded;
        var now = time.GetUtcNow();
        if (sending.At > now)
            return LetterRefusals.Future;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Sites.SingleOrDefaultAsync(site => site.Id == id, cancellationToken) is not { } site)
            return SiteRefusals.NotFound;
        var sent = make(site, sending.At ?? now);
        if (with is not null && await with(db, sent) is { } refused)
            return refused;
        db.Letters.Add(sent);
        if (sent.RemindsOf is null)
            site.WaitFor(sent.Owner, waitsFor, sent.SentAt);
        db.Note(id, by, sent.RemindsOf is null ? $"Letter sent: {sent.Subject}" : $"Reminder sent: {sent.Subject}", now);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        hub.Publish(new(id));
        return sent;
    }

    private static string DraftName(Guid runId, string code) => $"letter-{runId:N}-{code}";

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
