using Microsoft.EntityFrameworkCore;
using Onboarding.Persistence;

namespace Onboarding.Review;

/// <summary>Who looks after a group of failures, and what is said about it.</summary>
public sealed class ReviewDesk(IDbContextFactory<OnboardingDb> factory, ReviewReader reader, SiteHub hub, TimeProvider time)
{
    /// <param name="to">Null for nobody.</param>
    public async Task<Result<Done>> AssignAsync(string fingerprint, Actor? to, Actor by, CancellationToken cancellationToken)
    {
        if ((ReviewRights.Check(by) ?? (to is null ? null : ReviewRights.Check(to))) is { } refusal)
            return refusal;
        if (await FindAsync(fingerprint, cancellationToken) is not { } group)
            return ReviewRefusals.Gone;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var row = await db.ReviewAssignments.SingleOrDefaultAsync(row => row.Fingerprint == fingerprint, cancellationToken);
        var now = time.GetUtcNow();
        if (to is null)
        {
            if (row is null)
                return new Done();
            db.ReviewAssignments.Remove(row);
        }
        else if (row is null)
        {
            db.ReviewAssignments.Add(new() { Fingerprint = fingerprint, PersonId = to.Id, PersonName = to.Name, At = now });
        }
        else
        {
            (row.PersonId, row.PersonName, row.At) = (to.Id, to.Name, now);
        }

        Note(db, group, by, to is null ? "Review given back, nobody has it" : $"Review assigned to {to.Name}");
        await db.SaveChangesAsync(cancellationToken);
        Publish(group);
        return new Done();
    }

    /// <param name="people">Those who can be mentioned.</param>
    public async Task<Result<ReviewComment>> CommentAsync(string fingerprint, string text, IEnumerable<Actor> people, Actor by, CancellationToken cancellationToken)
    {
        if (ReviewRights.Check(by) is { } refusal)
            return refusal;
        var words = ReviewRights.Words(text, ReviewRefusals.NoComment);
        if (words.Refusal is { } unfit)
            return unfit;
        if (await FindAsync(fingerprint, cancellationToken) is not { } group)
            return ReviewRefusals.Gone;
        var now = time.GetUtcNow();
        var mentioned = Mentions.Of(words.Value!, people.Where(person => ReviewRights.Check(person) is null));
        var comment = new ReviewComment
        {
            Id = Guid.CreateVersion7(now), Fingerprint = fingerprint, ById = by.Id, ByName = by.Name, At = now, Text = words.Value!, Mentions = [.. mentioned.Select(person => person.Id)],
        };
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        db.ReviewComments.Add(comment);
        Note(db, group, by, mentioned.Count == 0 ? "Commented in the review" : $"Commented in the review, to {string.Join(" and ", mentioned.Select(person => person.Name))}");
        await db.SaveChangesAsync(cancellationToken);
        Publish(group);
        return comment;
    }

    private async Task<ReviewGroup?> FindAsync(string fingerprint, CancellationToken cancellationToken) =>
        (await reader.ReadAsync(cancellationToken)).Groups.FirstOrDefault(group => group.Fingerprint == fingerprint);

    private void Note(OnboardingDb db, ReviewGroup group, Actor by, string what)
    {
        foreach (var item in group.Items.DistinctBy(item => item.Site.Id))
            db.Note(item.Site.Id, by, $"{what}: {item.Row.Check}", time.GetUtcNow());
    }

    private void Publish(ReviewGroup group)
    {
        foreach (var site in group.Items.Select(item => item.Site.Id).Distinct())
            hub.Publish(new(site));
    }
}
