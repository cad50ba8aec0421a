using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Onboarding.Lifecycle;
using Onboarding.Notices;
using Onboarding.Persistence;
using Onboarding.Review;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Ramp;

namespace Onboarding.Stages.GoLive.Hypercare;

/// <summary>How many incidents a site had between two instants.</summary>
public delegate Task<int> IncidentCount(SiteId site, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);

/// <summary>Writes the daily note of every site in hypercare, ends hypercare when its days are over, and takes what a person adds.</summary>
public sealed class HypercareDesk(
    IDbContextFactory<OnboardingDb> factory, SiteLifecycle lifecycle, Outbox outbox, IOptions<MailOptions> mail, SiteHub hub, TimeProvider time)
{
    /// <summary>Catches up with every day that is over. Of two processes one writes a day: its note is unique.</summary>
    public async Task WriteAsync(IncidentCount incidents, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        foreach (var site in await db.Sites.AsNoTracking().Where(site => site.State == SiteState.Hypercare).Select(site => site.Id).ToListAsync(cancellationToken))
        {
            try
            {
                await WriteAsync(site, incidents, cancellationToken);
            }
            catch (DbUpdateException)
            {
                // The other process was faster with the same note.
            }
        }
    }

    public async Task<Result<Done>> RemarkAsync(Guid noteId, string remark, Actor by, CancellationToken cancellationToken)
    {
        if (!by.MayWork)
            return Actor.LooksOn;
        var words = ReviewRights.Words(remark, new("hypercare-remark", "Write what the next reader should know."));
        if (words.Refusal is { } refusal)
            return refusal;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.HypercareNotes.SingleOrDefaultAsync(note => note.Id == noteId, cancellationToken) is not { } note)
            return RampRefusals.NoHypercare;
        note.Say(words.Value!, by, time.GetUtcNow());
        db.Note(note.SiteId, by, $"Remark on day {note.Number} of hypercare: {words.Value!.TrimEnd('.')}", time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        hub.Publish(new(note.SiteId));
        return new Done();
    }

    /// <summary>Ends hypercare although its last day was not clean, because a person says why.</summary>
    public async Task<Result<Done>> EndAsync(SiteId id, string reason, Actor by, CancellationToken cancellationToken)
    {
        if (!by.MayWork)
            return Actor.LooksOn;
        var words = ReviewRights.Words(reason, SiteRefusals.ReasonNeeded);
        if (words.Refusal is { } refusal)
            return refusal;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await FindAsync(db, id, cancellationToken) is not { } found)
            return RampRefusals.NoHypercare;
        var ends = HypercareDays.EndOf(found.Ramp, found.Site.TimeZone);
        if (time.GetUtcNow() < ends)
            return RampRefusals.DaysLeft($"{SiteClock.Day(ends, found.Site.TimeZone):d MMM yyyy}, 00:00 {found.Site.TimeZone}");
        await EndAsync(db, found.Site, found.Ramp, by, words.Value, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        hub.Publish(new(id));
        return new Done();
    }

    private async Task WriteAsync(SiteId id, IncidentCount incidents, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await FindAsync(db, id, cancellationToken) is not { } found)
            return;
        var (site, ramp, now) = (found.Site, found.Ramp, time.GetUtcNow());
        var notes = await db.HypercareNotes.Where(note => note.RampId == ramp.Id).ToListAsync(cancellationToken);
        var days = HypercareDays.Unwritten(ramp, site.TimeZone, [.. notes.Select(note => note.Day)], now);
        var over = now >= HypercareDays.EndOf(ramp, site.TimeZone);
        if (days.Count == 0 && !(over && HypercareDays.EndsClean(notes)))
            return;
        var contacts = (await db.GoLivePlans.AsNoTracking().SingleOrDefaultAsync(plan => plan.SiteId == id, cancellationToken))?.Content.Contacts ?? [];
        var readers = mail.Value.IsSet ? contacts.Where(contact => MailAddress.IsOne(contact.Mail ?? "")).DistinctBy(contact => contact.Mail).ToList() : [];
        var counts = await db.EncounterCounts.AsNoTracking().Where(count => count.RampId == ramp.Id).ToListAsync(cancellationToken);
        foreach (var day in days)
        {
            var hit = await incidents(id, HypercareDays.MidnightOf(day, site.TimeZone), HypercareDays.MidnightOf(day.AddDays(1), site.TimeZone), cancellationToken);
            var note = HypercareWriter.Write(site, ramp, day, counts, hit, readers.Count, now);
            db.HypercareNotes.Add(note);
            notes.Add(note);
            foreach (var reader in readers)
                outbox.Add(db, HypercareMail.Of(site, note, ramp.Terms.Limits.HypercareDays, reader));
        }

        if (over && HypercareDays.EndsClean(notes))
            await EndAsync(db, site, ramp, Actor.Portal, reason: null, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        hub.Publish(new(id));
    }

    private async Task EndAsync(OnboardingDb db, Site site, SiteRamp ramp, Actor by, string? reason, CancellationToken cancellationToken)
    {
        ramp.Over(time.GetUtcNow());
        // The guard reads what is stored.
        await db.SaveChangesAsync(cancellationToken);
        await lifecycle.FireAsync(db, site, SiteTrigger.Continue, by, reason, cancellationToken);
    }

    private static async Task<(Site Site, SiteRamp Ramp)?> FindAsync(OnboardingDb db, SiteId id, CancellationToken cancellationToken) =>
        await db.Sites.SingleOrDefaultAsync(site => site.Id == id && site.State == SiteState.Hypercare, cancellationToken) is { } site
        && await db.RampOf(id).SingleOrDefaultAsync(cancellationToken) is { HypercareAt: not null } ramp
            ? (site, ramp)
            : null;
}
