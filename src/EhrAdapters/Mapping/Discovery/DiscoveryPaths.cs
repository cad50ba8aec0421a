using EhrAdapters.Mapping.Suggestions;

namespace EhrAdapters.Mapping.Discovery;

/// <summary>The FHIRPath expressions that read what was discovered.</summary>
internal static class DiscoveryPaths
{
    internal static string? Identifier(string? system, string? typeText, bool ended)
    {
        if (system is not null && !DiscoveryLimits.IsWhole(system))
            return null;
        string[] conditions =
        [
            .. system is null ? Array.Empty<string>() : ["system=" + ProfilePlaces.Quote(system)],
            .. typeText is null || !DiscoveryLimits.IsWhole(typeText) ? Array.Empty<string>() : ["type.text=" + ProfilePlaces.Quote(typeText)],
        ];
        return conditions.Length == 0 ? null
            : $"identifier.where({string.Join(" and ", ended ? [.. conditions, StandardPlaces.NotEnded] : conditions)}).value";
    }

    internal static string? Extension(string element, IReadOnlyList<string> urls)
    {
        if (!urls.All(DiscoveryLimits.IsWhole))
            return null;
        var dot = element.IndexOf('.', StringComparison.Ordinal);
        var path = dot < 0 ? "" : element[(dot + 1)..] + ".";
        return path + string.Join(".", urls.Select(url => $"extension.where(url={ProfilePlaces.Quote(url)})")) + ".value";
    }
}
