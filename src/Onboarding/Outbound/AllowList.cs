using Microsoft.EntityFrameworkCore;
using Onboarding.Persistence;
using Onboarding.Sites;

namespace Onboarding.Outbound;

/// <summary>
/// The private places that sites may reach, each opened by an administrator with a reason and an end. Only what lives at the
/// moment of asking counts. Nothing here is part of a site's configuration, so no entry changes what evidence was born of.
/// </summary>
public sealed class AllowList(IDbContextFactory<OnboardingDb> factory, SiteHub hub, TimeProvider time)
{
    public const int UsualDays = 90;
    public const int LongestReason = 500;

    /// <summary>What this site may reach at this moment beside the open internet; sorted, each once.</summary>
    public async Task<IReadOnlyList<string>> LivingAsync(OnboardingDb db, SiteId site, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var entries = await db.AllowedNetworks.AsNoTracking()
            .Where(row => (row.SiteId == null || row.SiteId == site) && row.EndedAt == null && row.ExpiresAt > now)
            .Select(row => row.Entry).ToListAsync(cancellationToken);
        return [.. entries.Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>The same, for a page that holds no database.</summary>
    public async Task<IReadOnlyList<string>> LivingAsync(SiteId site, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await LivingAsync(db, site, cancellationToken);
    }

    /// <param name="site">The site that may reach it; null for every site.</param>
    /// <param name="lastDay">The last day on which it counts, by the site's clock; UTC where it is for every site.</param>
    public async Task<Result<AllowedNetwork>> AddAsync(string entry, SiteId? site, string reason, DateOnly lastDay, Actor by, CancellationToken cancellationToken)
    {
        if (by.Role != Roles.Administrator)
            return AllowRefusals.AdministratorsOnly;
        var read = AllowEntry.Check(entry);
        if (read.Refusal is { } unreadable)
            return unreadable;
        if (CheckReason(reason) is { } wordless)
            return wordless;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var owner = await db.Sites.AsNoTracking().SingleOrDefaultAsync(row => row.Id == site, cancellationToken);
        if (site is not null && owner is null)
            return SiteRefusals.NotFound;
        var now = time.GetUtcNow();
        var until = EndOf(lastDay, owner);
        if (CheckExpiry(until) is { } unfit)
            return unfit;
        if (await db.AllowedNetworks.AnyAsync(row => row.SiteId == site && row.Entry == read.Value && row.EndedAt == null && row.ExpiresAt > now, cancellationToken))
            return AllowRefusals.Already(read.Value!, owner?.Name ?? "every site");
        var added = new AllowedNetwork
        {
            Id = Guid.CreateVersion7(now), SiteId = site, Entry = read.Value!, Reason = reason.Trim(), AddedById = by.Id, AddedBy = by.Name, AddedAt = now, ExpiresAt = until,
        };
        db.AllowedNetworks.Add(added);
        return await SaveAsync(db, added, $"Private network allowed: {added.Entry} until {lastDay:d MMM yyyy}. {added.Reason}", by, cancellationToken);
    }

    /// <summary>Lets a living entry count for longer.</summary>
    public Task<Result<AllowedNetwork>> ExtendAsync(Guid id, DateOnly lastDay, Actor by, CancellationToken cancellationToken) =>
        ChangeAsync(id, by, (row, owner, now) =>
        {
            var until = EndOf(lastDay, owner);
            if (CheckExpiry(until) is { } unfit)
                return unfit;
            if (until <= row.ExpiresAt)
                return AllowRefusals.NotShorter;
            (row.ExpiresAt, row.ExtendedAt, row.ExtendedBy) = (until, now, by.Name);
            return $"Private network allowed for longer: {row.Entry} until {lastDay:d MMM yyyy}";
        }, cancellationToken);

    /// <summary>Closes a living entry at once, for runs and live traffic alike.</summary>
    public Task<Result<AllowedNetwork>> EndAsync(Guid id, Actor by, CancellationToken cancellationToken) =>
        ChangeAsync(id, by, (row, _, now) =>
        {
            (row.EndedAt, row.EndedBy) = (now, by.Name);
            return $"Private network closed again: {row.Entry}";
        }, cancellationToken);

    /// <summary>What is wrong with the reason, for its field; null where nothing is.</summary>
    public static Refusal? CheckReason(string reason) =>
        string.IsNullOrWhiteSpace(reason) ? AllowRefusals.ReasonNeeded : reason.Trim().Length > LongestReason ? AllowRefusals.ReasonTooLong : null;

    /// <summary>What is wrong with the last day, for its field; null where nothing is.</summary>
    public Refusal? CheckLastDay(DateOnly lastDay, Site? site) => CheckExpiry(EndOf(lastDay, site));

    private Refusal? CheckExpiry(DateTimeOffset until)
    {
        var now = time.GetUtcNow();
        // A whole year's last day ends after the year; zones differ by less than another day.
        return until <= now ? AllowRefusals.ExpiryPast : until > now.AddYears(1).AddDays(1) ? AllowRefusals.ExpiryFar : null;
    }

    // The first moment of the day after, by the site's clock.
    private static DateTimeOffset EndOf(DateOnly lastDay, Site? site)
    {
        var midnight = lastDay < DateOnly.MaxValue ? lastDay.AddDays(1).ToDateTime(TimeOnly.MinValue) : DateTime.MaxValue.Date;
        return new DateTimeOffset(midnight, Zone(site).GetUtcOffset(midnight)).ToUniversalTime();
    }

    internal static DateOnly LastDayOf(DateTimeOffset end, Site? site) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(end.AddTicks(-1), Zone(site)).DateTime);

    private static TimeZoneInfo Zone(Site? site) =>
        site is not null && TimeZoneInfo.TryFindSystemTimeZoneById(site.TimeZone, out var known) ? known : TimeZoneInfo.Utc;

    private async Task<Result<AllowedNetwork>> ChangeAsync(
        Guid id, Actor by, Func<AllowedNetwork, Site?, DateTimeOffset, Result<string>> change, CancellationToken cancellationToken)
    {
        if (by.Role != Roles.Administrator)
            return AllowRefusals.AdministratorsOnly;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = time.GetUtcNow();
        if (await db.AllowedNetworks.SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } entry || !entry.LivesAt(now))
            return AllowRefusals.Gone;
        var owner = await db.Sites.AsNoTracking().SingleOrDefaultAsync(row => row.Id == entry.SiteId, cancellationToken);
        var changed = change(entry, owner, now);
        return changed.Refusal is { } refusal ? refusal : await SaveAsync(db, entry, changed.Value!, by, cancellationToken);
    }

    // An entry of one site stands in that site's history; one for every site is told by its own row.
    private async Task<Result<AllowedNetwork>> SaveAsync(OnboardingDb db, AllowedNetwork entry, string what, Actor by, CancellationToken cancellationToken)
    {
        if (entry.SiteId is { } site)
            db.Note(site, by, what, time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        await db.Database.CommitTransactionAsync(cancellationToken);
        IReadOnlyList<SiteId> concerned = entry.SiteId is { } one ? [one] : await db.Sites.Select(row => row.Id).ToListAsync(cancellationToken);
        foreach (var id in concerned)
            hub.Publish(new(id));
        return entry;
    }
}
