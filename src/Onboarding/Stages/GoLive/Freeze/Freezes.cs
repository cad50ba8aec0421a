using Microsoft.EntityFrameworkCore;
using Onboarding.Persistence;
using Onboarding.Sites;

namespace Onboarding.Stages.GoLive.Freeze;

/// <summary>The freeze calendar: read by everybody who chooses a window, edited by administrators.</summary>
public sealed class Freezes(IDbContextFactory<OnboardingDb> factory, SiteHub hub, TimeProvider time)
{
    public const int MostDays = 120;
    public const int LongestReason = 200;

    /// <summary>What stands in the calendar: what is to come first, then what is over or was ended, the newest first.</summary>
    public async Task<FreezeCalendar> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var all = await db.FreezePeriods.AsNoTracking().OrderBy(period => period.From).ToListAsync(cancellationToken);
        var sites = await db.Sites.AsNoTracking().OrderBy(site => site.Name).ToListAsync(cancellationToken);
        var now = time.GetUtcNow();
        var plans = await db.GoLivePlans.AsNoTracking().ToListAsync(cancellationToken);
        return new(
            [.. all.Where(period => !IsOver(period, now))], [.. all.Where(period => IsOver(period, now)).OrderByDescending(period => period.EndedAt ?? period.AddedAt)], sites,
            all.Where(period => !IsOver(period, now)).ToDictionary(period => period.Id, period => (IReadOnlyList<string>)[.. sites.Where(site => Hits(period, site, plans)).Select(site => site.Name)]));
    }

    /// <summary>The periods that concern a site and are not over.</summary>
    public async Task<IReadOnlyList<FreezePeriod>> OfAsync(SiteId site, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.FreezesOfAsync(site, cancellationToken);
    }

    /// <param name="site">The site that it is for; null for every site.</param>
    public async Task<Result<FreezePeriod>> AddAsync(SiteId? site, DateOnly from, DateOnly to, string reason, Actor by, CancellationToken cancellationToken)
    {
        if (by.Role != Roles.Administrator)
            return FreezeRefusals.AdministratorsOnly;
        var now = time.GetUtcNow();
        if ((CheckReason(reason) ?? CheckDays(from, to, now)) is { } wrong)
            return wrong;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (site is { } one && !await db.Sites.AnyAsync(row => row.Id == one, cancellationToken))
            return SiteRefusals.NotFound;
        var period = new FreezePeriod { Id = Guid.CreateVersion7(now), SiteId = site, From = from, To = to, Reason = reason.Trim(), AddedBy = by.Name, AddedAt = now };
        db.FreezePeriods.Add(period);
        return await SaveAsync(db, period, $"Changes frozen, {period.Days}: {period.Reason}", by, cancellationToken);
    }

    public async Task<Result<FreezePeriod>> EndAsync(Guid id, Actor by, CancellationToken cancellationToken)
    {
        if (by.Role != Roles.Administrator)
            return FreezeRefusals.AdministratorsOnly;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.FreezePeriods.SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { EndedAt: null } period)
            return FreezeRefusals.Gone;
        (period.EndedAt, period.EndedBy) = (time.GetUtcNow(), by.Name);
        return await SaveAsync(db, period, $"Freeze ended, {period.Days}: {period.Reason}", by, cancellationToken);
    }

    public static Refusal? CheckReason(string reason) =>
        string.IsNullOrWhiteSpace(reason) ? FreezeRefusals.ReasonNeeded : reason.Trim().Length > LongestReason ? FreezeRefusals.ReasonTooLong : null;

    public static Refusal? CheckDays(DateOnly from, DateOnly to, DateTimeOffset now) =>
        to < from ? FreezeRefusals.DaysTurned
        : to.DayNumber - from.DayNumber >= MostDays ? FreezeRefusals.TooLong
        // Somewhere it may still be yesterday.
        : to < DateOnly.FromDateTime(now.UtcDateTime).AddDays(-1) ? FreezeRefusals.Past : null;

    private static bool IsOver(FreezePeriod period, DateTimeOffset now) =>
        period.EndedAt is not null || period.To < DateOnly.FromDateTime(now.UtcDateTime).AddDays(-1);

    private static bool Hits(FreezePeriod period, Site site, IReadOnlyList<Plan.GoLivePlan> plans) =>
        (period.SiteId is null || period.SiteId == site.Id) && site.State is Lifecycle.SiteState.GoLive
        && plans.FirstOrDefault(plan => plan.SiteId == site.Id)?.Content.Window is { } window && period.Covers(window.From, window.To, site.TimeZone);

    // A freeze of one site stands in that site's history; one for every site is told by its own row. Whoever waits for a window looks again.
    private async Task<Result<FreezePeriod>> SaveAsync(OnboardingDb db, FreezePeriod period, string what, Actor by, CancellationToken cancellationToken)
    {
        if (period.SiteId is { } site)
            db.Note(site, by, what, time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        IReadOnlyList<SiteId> concerned = period.SiteId is { } one ? [one] : await db.Sites.Select(row => row.Id).ToListAsync(cancellationToken);
        foreach (var id in concerned)
            hub.Publish(new(id));
        return period;
    }
}

/// <param name="Hit">By period the sites whose window lies in it.</param>
public sealed record FreezeCalendar(IReadOnlyList<FreezePeriod> Coming, IReadOnlyList<FreezePeriod> Over, IReadOnlyList<Site> Sites, IReadOnlyDictionary<Guid, IReadOnlyList<string>> Hit);

internal static class FreezeReading
{
    internal static async Task<IReadOnlyList<FreezePeriod>> FreezesOfAsync(this OnboardingDb db, SiteId site, CancellationToken cancellationToken) =>
        await db.FreezePeriods.AsNoTracking().Where(period => (period.SiteId == null || period.SiteId == site) && period.EndedAt == null)
            .OrderBy(period => period.From).ToListAsync(cancellationToken);
}
