using EhrAdapters.Diagnosis;
using Microsoft.EntityFrameworkCore;
using Onboarding.Evidence;
using Onboarding.Persistence;

namespace Onboarding.Sites;

/// <summary>Letters that were sent, and whom the site waits for since.</summary>
public sealed class Letters(IDbContextFactory<OnboardingDb> factory, SiteHub hub, TimeProvider time)
{
    /// <summary>Notes that a letter went out; from now on the site waits for its addressee.</summary>
    public async Task<Result<SentLetter>> SentAsync(SiteId id, Guid runId, ResultRow row, Actor by, CancellationToken cancellationToken)
    {
        if (!by.MayWork)
            return Actor.LooksOn;
        if (row.Letter is not { } letter)
            return new Refusal("no-letter", "This result has no letter: the next step is ours.");
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Sites.SingleOrDefaultAsync(site => site.Id == id, cancellationToken) is not { } site)
            return SiteRefusals.NotFound;
        var now = time.GetUtcNow();
        var sent = new SentLetter
        {
            Id = Guid.CreateVersion7(now), SiteId = id, RunId = runId, Code = row.Code, Subject = letter.Subject, Body = letter.Body, SentBy = by.Name, SentAt = now,
        };
        db.Letters.Add(sent);
        site.WaitFor(row.Owner ?? FaultOwner.Hospital, row.Message, now);
        db.Note(id, by, $"Letter sent: {letter.Subject}", now);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        hub.Publish(new(id));
        return sent;
    }
}
