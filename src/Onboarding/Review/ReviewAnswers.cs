using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Sites;

namespace Onboarding.Review;

/// <summary>An exception as somebody asks for it.</summary>
/// <param name="Owner">Who looks after it until it ends.</param>
/// <param name="LastDay">The last day on which it counts, by each site's clock.</param>
public sealed record Accepting(string Reason, Actor? Owner, DateOnly? LastDay);

/// <summary>The answers of engineers to failed reports; the runs' own rows are never touched.</summary>
public sealed class ReviewAnswers(IDbContextFactory<OnboardingDb> factory, ReviewReader reader, Letters letters, SiteLifecycle lifecycle, SiteHub hub, TimeProvider time)
{
    /// <summary>Gives reports back to their CSMs. One answer for all of them, or none.</summary>
    public async Task<Result<Done>> ReturnAsync(string fingerprint, IReadOnlyCollection<Guid> runs, string instruction, Actor by, CancellationToken cancellationToken)
    {
        if (ReviewRights.Check(by) is { } refusal)
            return refusal;
        var words = ReviewRights.Words(instruction, ReviewRefusals.NoInstruction);
        if (words.Refusal is { } unfit)
            return unfit;
        return await FindAsync(fingerprint, runs, cancellationToken) is { } items
            ? await SaveAsync([.. items.Select(item => Answer(item, ReviewAnswer.Returned, words.Value!, by))], by, decision => $"Returned by engineering, {decision.Check}: {decision.Text.TrimEnd('.')}", cancellationToken)
            : ReviewRefusals.Gone;
    }

    /// <summary>Notes that the letter of one report went to its hospital.</summary>
    public async Task<Result<Done>> SendAsync(string fingerprint, Guid run, Sending sending, Actor by, CancellationToken cancellationToken)
    {
        if (ReviewRights.Check(by) is { } refusal)
            return refusal;
        if (await FindAsync(fingerprint, [run], cancellationToken) is not [var item])
            return ReviewRefusals.Gone;
        if (item.Row.Letter is null)
            return ReviewRefusals.NoLetter;
        // The letter and the answer are one: no letter is noted for a failure that somebody else has answered meanwhile.
        var sent = await letters.SentAsync(item.Site.Id, run, item.Row, sending, by, async (db, letter) =>
        {
            if ((await db.AnsweredAsync([run], cancellationToken)).Contains((run, fingerprint)))
                return ReviewRefusals.Gone;
            var decision = Answer(item, ReviewAnswer.Sent, letter.Subject, by, letter: letter.Id);
            db.ReviewDecisions.Add(decision);
            db.Note(decision.SiteId, by, $"Sent to the hospital by engineering: {decision.Check}", decision.At);
            return null;
        }, cancellationToken);
        return sent.Refusal is { } no ? no : new Done();
    }

    /// <summary>Accepts the failure at these sites until a day. One answer for all of them, or none.</summary>
    public async Task<Result<Done>> AcceptAsync(string fingerprint, IReadOnlyCollection<Guid> runs, Accepting accepting, Actor by, CancellationToken cancellationToken)
    {
        if (ReviewRights.Check(by) is { } refusal)
            return refusal;
        var words = ReviewRights.Words(accepting.Reason, ReviewRefusals.NoReason);
        if (words.Refusal is { } unfit)
            return unfit;
        if (accepting.Owner is not { MayWork: true } owner)
            return ReviewRefusals.NoOwner;
        if (accepting.LastDay is not { } lastDay)
            return ReviewRefusals.NoDay;
        if (await FindAsync(fingerprint, runs, cancellationToken) is not { } items)
            return ReviewRefusals.Gone;
        List<ReviewDecision> decisions = [];
        foreach (var item in items)
        {
            if (item.Never is { } why)
                return ReviewRefusals.Never(why);
            var expiry = ExceptionRules.Expiry(lastDay, item.Site, time.GetUtcNow());
            if (expiry.Refusal is { } never)
                return never;
            decisions.Add(Answer(item, ReviewAnswer.Excepted, words.Value!, by, owner, expiry.Value));
        }

        var until = lastDay.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
        return await SaveAsync(decisions, by, decision => $"Exception accepted until {until}, {decision.Check}: {decision.Text.TrimEnd('.')}", cancellationToken);
    }

    /// <summary>Ends a living exception; the check closes its gate again at once.</summary>
    public async Task<Result<Done>> EndAsync(Guid decisionId, Actor by, CancellationToken cancellationToken) =>
        ReviewRights.Check(by) is { } refusal ? refusal
            : await CloseAsync(decisionId, by, (decision, now) => decision.LivesAt(now), decision => $"Exception ended: {decision.Check}", cancellationToken);

    /// <summary>The CSM has done what the engineer asked for.</summary>
    public async Task<Result<Done>> DoneAsync(Guid decisionId, Actor by, CancellationToken cancellationToken) =>
        !by.MayWork ? Actor.LooksOn
            : await CloseAsync(decisionId, by, (decision, _) => decision is { Answer: ReviewAnswer.Returned, EndedAt: null }, decision => $"Done as the engineer asked: {decision.Check}", cancellationToken);

    private async Task<Result<Done>> CloseAsync(Guid id, Actor by, Func<ReviewDecision, DateTimeOffset, bool> open, Func<ReviewDecision, string> note, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = time.GetUtcNow();
        if (await db.ReviewDecisions.SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } decision || !open(decision, now))
            return ReviewRefusals.NotThere;
        (decision.EndedAt, decision.EndedBy) = (now, by.Name);
        db.Note(decision.SiteId, by, note(decision), now);
        await db.SaveChangesAsync(cancellationToken);
        await db.FollowAsync(lifecycle, [decision.SiteId], by, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        hub.Publish(new(decision.SiteId));
        return new Done();
    }

    // Whoever asks saw a queue; what is no longer in it is not answered behind their back.
    private async Task<IReadOnlyList<ReviewItem>?> FindAsync(string fingerprint, IReadOnlyCollection<Guid> runs, CancellationToken cancellationToken)
    {
        var group = (await reader.ReadAsync(cancellationToken)).Groups.FirstOrDefault(group => group.Fingerprint == fingerprint);
        var items = group?.Items.Where(item => runs.Contains(item.Run.Id)).ToList() ?? [];
        return items.Count > 0 && runs.All(run => items.Exists(item => item.Run.Id == run)) ? items : null;
    }

    private ReviewDecision Answer(ReviewItem item, ReviewAnswer answer, string text, Actor by, Actor? owner = null, DateTimeOffset? expires = null, Guid? letter = null) => new()
    {
        Id = Guid.CreateVersion7(time.GetUtcNow()), SiteId = item.Site.Id, RunId = item.Run.Id, Stage = item.Run.Stage, Environment = item.Run.Environment,
        Fingerprint = item.Fingerprint, Code = item.Row.Code, Check = item.Row.Check, Answer = answer, Text = text, LetterId = letter, ById = by.Id, ByName = by.Name,
        At = time.GetUtcNow(), OwnerId = owner?.Id, OwnerName = owner?.Name, ExpiresAt = expires,
    };

    private async Task<Result<Done>> SaveAsync(IReadOnlyList<ReviewDecision> decisions, Actor by, Func<ReviewDecision, string> note, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // One that has run out a moment ago must not stand in the way of its successor.
        var over = await db.EndOverdueAsync(time.GetUtcNow(), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        var answered = await db.AnsweredAsync([.. decisions.Select(decision => decision.RunId)], cancellationToken);
        if (decisions.Any(decision => answered.Contains((decision.RunId, decision.Fingerprint))))
            return ReviewRefusals.Gone;
        db.ReviewDecisions.AddRange(decisions);
        foreach (var decision in decisions)
            db.Note(decision.SiteId, by, note(decision), decision.At);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // The unique indexes decide between two engineers who answer the same check together.
            return ReviewRefusals.Gone;
        }

        var sites = decisions.Select(decision => decision.SiteId).Concat(over).Distinct().ToList();
        await db.FollowAsync(lifecycle, sites, by, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        foreach (var site in sites)
            hub.Publish(new(site));
        return new Done();
    }
}
