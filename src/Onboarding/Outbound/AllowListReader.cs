using Microsoft.EntityFrameworkCore;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Sites;

namespace Onboarding.Outbound;

/// <summary>What the administrators' page reads: what is open, for whom, until when, and who would feel its end.</summary>
public sealed class AllowListReader(IDbContextFactory<OnboardingDb> factory, TimeProvider time)
{
    private const int MostOver = 100;

    public async Task<AllowListView> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var sites = await db.Sites.AsNoTracking().OrderBy(site => site.Name).ToListAsync(cancellationToken);
        var byId = sites.ToDictionary(site => site.Id);
        var live = sites.Where(site => site.State.HasGoneLive() && site.Connection is { Environment: not EhrAdapters.EhrEnvironment.Simulator }).ToList();
        var living = await db.AllowedNetworks.AsNoTracking().Where(row => row.EndedAt == null && row.ExpiresAt > now)
            .OrderBy(row => row.ExpiresAt).ToListAsync(cancellationToken);
        var over = await db.AllowedNetworks.AsNoTracking().Where(row => row.EndedAt != null || row.ExpiresAt <= now)
            .OrderByDescending(row => row.AddedAt).Take(MostOver).ToListAsync(cancellationToken);
        return new([.. living.Select(Place)], [.. over.Select(Place).OrderByDescending(place => place.OverSince)], [.. sites.Where(site => site.State is not SiteState.Withdrawn)]);

        AllowedPlace Place(AllowedNetwork row) => new(
            row, row.SiteId is { } id ? byId.GetValueOrDefault(id) : null, [.. live.Where(site => Concerns(row, site)).Select(site => site.Name)], now);
    }

    private static bool Concerns(AllowedNetwork row, Site site) =>
        (row.SiteId is null || row.SiteId == site.Id)
        && new[] { site.Connection!.FhirBaseUrl, site.Connection.SignIn.TokenUrl }.Any(url => url is not null && AllowEntry.MayCover(row.Entry, url.IdnHost));
}

/// <param name="Living">What is open now, the first to run out first.</param>
/// <param name="Over">What was ended or ran out, the newest first.</param>
/// <param name="Sites">The sites that an entry may be for.</param>
public sealed record AllowListView(IReadOnlyList<AllowedPlace> Living, IReadOnlyList<AllowedPlace> Over, IReadOnlyList<Site> Sites);

/// <summary>One entry as people look at it.</summary>
/// <param name="LiveSites">Sites with live traffic that may be reached through it.</param>
public sealed record AllowedPlace(AllowedNetwork Entry, Site? Site, IReadOnlyList<string> LiveSites, DateTimeOffset ReadAt)
{
    /// <summary>Days before its end from which somebody should think about it.</summary>
    public const int SoonDays = 14;

    public string TimeZone => Site?.TimeZone ?? "UTC";

    public bool EndsSoon => Entry.ExpiresAt - ReadAt <= TimeSpan.FromDays(SoonDays);

    /// <summary>The last day on which it counts, by the site's clock; UTC where it is for every site.</summary>
    public DateOnly LastDay => AllowList.LastDayOf(Entry.ExpiresAt, Site);

    public DateTimeOffset OverSince => Entry.EndedAt ?? Entry.ExpiresAt;
}
