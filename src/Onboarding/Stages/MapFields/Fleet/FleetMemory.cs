using EhrAdapters;
using EhrAdapters.Mapping;
using Microsoft.EntityFrameworkCore;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Sites;

namespace Onboarding.Stages.MapFields.Fleet;

/// <summary>Reads what other sites of the same vendor have saved: their expressions and how many share them, nothing of a patient.</summary>
public sealed class FleetMemory(IDbContextFactory<OnboardingDb> factory)
{
    /// <summary>How the other sites of this site's vendor map. Simulated hospitals are compared with each other only.</summary>
    public async Task<VendorFleet> OfAsync(SiteId id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var sites = await db.Sites.AsNoTracking().Where(site => site.State != SiteState.Withdrawn || site.Id == id).OrderBy(site => site.Name).ToListAsync(cancellationToken);
        return sites.Find(site => site.Id == id)?.Connection is { } mine
            ? new([.. sites.Where(site => site.Id != id && Comparable(site.Connection, mine)).Select(SisterSite.Of).Where(sister => sister.Fields > 0)])
            : VendorFleet.None;
    }

    private static bool Comparable(Connection? other, Connection mine) =>
        other is not null && other.Vendor == mine.Vendor && (other.Environment is EhrEnvironment.Simulator) == (mine.Environment is EhrEnvironment.Simulator);
}

/// <summary>Another site of the same vendor, and its saved mapping.</summary>
public sealed record SisterSite(SiteId Id, string Name, FieldMap Mapping)
{
    public int Fields => Mapping.Fields.Count(mapping => !string.IsNullOrWhiteSpace(mapping.Expression));

    internal static SisterSite Of(Site site) => new(site.Id, site.Name, site.Configuration.Mapping);
}

/// <summary>The other sites of a vendor that have saved a mapping, by name.</summary>
public sealed record VendorFleet(IReadOnlyList<SisterSite> Sisters)
{
    public static readonly VendorFleet None = new([]);

    /// <summary>How the others map a field; null where none does.</summary>
    /// <param name="expression">What stands here now; null or empty where nothing does.</param>
    public FleetWord? Of(string fieldId, string? expression)
    {
        // An own field is one hospital's; the same name elsewhere need not mean the same.
        if (fieldId.StartsWith(ContractFields.CustomPrefix, StringComparison.Ordinal))
            return null;
        var here = string.IsNullOrWhiteSpace(expression) ? null : ExpressionText.Normalise(expression);
        var ways = Sisters.Select(sister => sister.Mapping.Find(fieldId)?.Expression).OfType<string>().Where(text => text.Trim().Length > 0)
            .GroupBy(ExpressionText.Normalise, StringComparer.Ordinal)
            .OrderByDescending(way => way.Count()).ThenByDescending(way => way.Key == here).ThenBy(way => way.Key, StringComparer.Ordinal).ToList();
        if (ways.Count == 0)
            return null;
        return new(ways.Sum(way => way.Count()), ways.Find(way => way.Key == here)?.Count() ?? 0, ways[0].Count(), ways[0].First().Trim(), ways[0].Key == here);
    }
}

/// <summary>How the sites of a vendor map one field.</summary>
/// <param name="Sites">How many map it at all.</param>
/// <param name="LikeHere">How many of them as it stands here.</param>
/// <param name="LikeMost">How many of them in the commonest way.</param>
/// <param name="Common">The commonest expression.</param>
/// <param name="IsCommon">What stands here is the commonest way.</param>
public sealed record FleetWord(int Sites, int LikeHere, int LikeMost, string Common, bool IsCommon);
