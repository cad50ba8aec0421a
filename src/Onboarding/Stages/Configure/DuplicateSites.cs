using EhrAdapters;
using Microsoft.EntityFrameworkCore;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Sites;

namespace Onboarding.Stages.Configure;

/// <summary>Finds sites that already stand for the same hospital environment.</summary>
public sealed class DuplicateSites(IDbContextFactory<OnboardingDb> factory)
{
    /// <summary>The other sites, withdrawn ones left out, whose connection leads to the same place.</summary>
    public async Task<IReadOnlyList<Site>> FindAsync(Connection connection, SiteId? except, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var others = await db.Sites.AsNoTracking().Where(site => site.State != SiteState.Withdrawn).OrderBy(site => site.Name).ToListAsync(cancellationToken);
        return [.. others.Where(site => site.Id != except && site.Connection is { } other && SamePlace(connection, other))];
    }

    // One address serves many hospitals where the vendor tells them apart by an option, such as a practice number.
    private static bool SamePlace(Connection left, Connection right) =>
        Place(left.FhirBaseUrl) == Place(right.FhirBaseUrl)
        && Options(left).SequenceEqual(Options(right));

    private static string Place(Uri url) => (url.IsAbsoluteUri ? url.GetLeftPart(UriPartial.Path) : url.OriginalString).TrimEnd('/').ToLowerInvariant();

    private static IEnumerable<(string Key, string Value)> Options(Connection connection) =>
        connection.VendorOptions.Where(option => !option.Key.StartsWith("mrn", StringComparison.OrdinalIgnoreCase) && !string.IsNullOrWhiteSpace(option.Value))
            .Select(option => (option.Key, option.Value.Trim())).OrderBy(option => option.Key, StringComparer.Ordinal);
}
