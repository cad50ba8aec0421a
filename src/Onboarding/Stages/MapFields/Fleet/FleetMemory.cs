using EhrAdapters;
using EhrAdapters.Mapping;
using Microsoft.EntityFrameworkCore;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Sites;
using Onboarding.Stages.MapFields.Templates;

namespace Onboarding.Stages.MapFields.Fleet;

/// <summary>Reads what other sites of the same vendor have saved: their expressions and how many share them, nothing of a patient.</summary>
public sealed class FleetMemory(IDbContextFactory<OnboardingDb> factory)
{
    /// <summary>How the other sites of this site's vendor map. Simulated hospitals are compared with each other only.</summary>
    public async Task<VendorFleet> OfAsync(SiteId id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var sites = await db.Sites.AsNoTracking().Where(site => site.State != SiteState.Withdrawn || site.Id == id).OrderBy(site => site.Name).ToListAsync(cancellationToken);
        if (sites.Find(site => site.Id == id) is not { Connection: { } mine } here)
            return VendorFleet.None;
        List<Site> sisters = [.. sites.Where(site => site.Id != id && Comparable(site.Connection, mine))];
        var releases = await db.ReleasesOfAsync([here, .. sisters], cancellationToken);
        return new([.. sisters.Select(site => SisterSite.Of(site, releases.GetValueOrDefault(site.Id))).Where(sister => sister.Fields > 0)], releases.GetValueOrDefault(id));
    }

    private static bool Comparable(Connection? other, Connection mine) =>
        other is not null && other.Vendor == mine.Vendor && (other.Environment is EhrEnvironment.Simulator) == (mine.Environment is EhrEnvironment.Simulator);
}

/// <summary>Another site of the same vendor, and its saved mapping.</summary>
/// <param name="Release">What its server runs; null where it has not said.</param>
public sealed record SisterSite(SiteId Id, string Name, FieldMap Mapping, string? Release = null)
{
    public int Fields => Mapping.Fields.Count(mapping => !string.IsNullOrWhiteSpace(mapping.Expression));

    internal static SisterSite Of(Site site, string? release) => new(site.Id, site.Name, site.Configuration.Mapping, release);
}

/// <summary>The other sites of a vendor that have saved a mapping, by name.</summary>
/// <param name="Release">What this site's server runs; null where it has not said.</param>
public sealed record VendorFleet(IReadOnlyList<SisterSite> Sisters, string? Release = null)
{
    public static readonly VendorFleet None = new([]);

    /// <summary>How the others map a field, those of the same release where there are any; null where none does.</summary>
    /// <param name="expression">What stands here now; null or empty where nothing does.</param>
    public FleetWord? Of(string fieldId, string? expression)
    {
        // An own field is one hospital's; the same name elsewhere need not mean the same.
        if (fieldId.StartsWith(ContractFields.CustomPrefix, StringComparison.Ordinal))
            return null;
        var here = string.IsNullOrWhiteSpace(expression) ? null : ExpressionText.Normalise(expression);
        List<SisterSite> same = Release is null ? [] : [.. Sisters.Where(sister => sister.Release == Release && !string.IsNullOrWhiteSpace(sister.Mapping.Find(fieldId)?.Expression))];
        var ways = (same.Count > 0 ? same : Sisters).Select(sister => sister.Mapping.Find(fieldId)?.Expression).OfType<string>().Where(text => text.Trim().Length > 0)
            .GroupBy(ExpressionText.Normalise, StringComparer.Ordinal)
            .OrderByDescending(way => way.Count()).ThenByDescending(way => way.Key == here).ThenBy(way => way.Key, StringComparer.Ordinal).ToList();
        if (ways.Count == 0)
            return null;
        return new(ways.Sum(way => way.Count()), ways.Find(way => way.Key == here)?.Count() ?? 0, ways[0].Count(), ways[0].First().Trim(), ways[0].Key == here, same.Count > 0);
    }
}

/// <summary>How the sites of a vendor map one field.</summary>
/// <param name="Sites">How many map it at all.</param>
/// <param name="LikeHere">How many of them as it stands here.</param>
/// <param name="LikeMost">How many of them in the commonest way.</param>
/// <param name="Common">The commonest expression.</param>
/// <param name="IsCommon">What stands here is the commonest way.</param>
/// <param name="OfRelease">Only sites of the same release are counted.</param>
public sealed record FleetWord(int Sites, int LikeHere, int LikeMost, string Common, bool IsCommon, bool OfRelease = false);
