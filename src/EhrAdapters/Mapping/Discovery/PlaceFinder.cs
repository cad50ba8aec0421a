using EhrAdapters.Mapping.Completion;
using EhrAdapters.Mapping.Values;
using Hl7.Fhir.Model;

namespace EhrAdapters.Mapping.Discovery;

/// <summary>
/// Lists every place in the sample records from which a field could be read, each with its expression. What is counted is
/// what the expression really gives, so that the list never promises what the field map would not find.
/// </summary>
public static class PlaceFinder
{
    private const int Most = 400;

    /// <summary>The places of one resource type, by kind and then the most frequent first.</summary>
    /// <param name="records">The sample records; those of other types are passed over.</param>
    /// <param name="tree">The elements that occur in them.</param>
    /// <param name="report">What <see cref="MappingDiscovery"/> found in them.</param>
    /// <param name="resourceType">Such as <c>Patient</c>.</param>
    public static IReadOnlyList<DiscoveredPlace> Find(IReadOnlyList<Resource> records, ElementTree tree, DiscoveryReport report, string resourceType)
    {
        if (tree.Root(resourceType) is not { } root)
            return [];
        List<Resource> own = [.. records.Where(record => OddData.Read(() => record.TypeName, null) == resourceType)];
        return
        [
            .. PlaceCandidates.Of(root, report, resourceType).DistinctBy(place => place.Expression).Take(Most)
                .Where(place => FhirPath.Validate(place.Expression) is null)
                .Select(place => Counted(place, own, report))
                .Where(place => place.Found > 0)
                .OrderBy(place => place.Kind).ThenByDescending(place => place.Found)
                .ThenBy(place => place.Element, StringComparer.Ordinal).ThenBy(place => place.Which, StringComparer.Ordinal).ThenBy(place => place.Part, StringComparer.Ordinal),
        ];
    }

    private static DiscoveredPlace Counted(DiscoveredPlace place, List<Resource> records, DiscoveryReport report)
    {
        List<List<string>> values = [.. records.Select(record => Values(record, place.Expression)).Where(found => found.Count > 0)];
        return place with
        {
            Found = values.Count,
            Of = records.Count,
            Examples = place.Codes.Count > 0 ? [] : [.. values.Select(found => Masking.Mask(found[0])).Distinct(StringComparer.Ordinal).Take(DiscoveryLimits.Examples)],
            Unique = place.Kind is PlaceKind.Identifier && report.Identifiers.Any(kind => kind.Expression == place.Expression && kind.Unique),
        };
    }

    private static List<string> Values(Resource record, string expression) =>
        [.. (FhirPath.Select(record, expression) ?? []).Select(node => OddData.Read(() => PlainText.Of(node.Poco), null)).OfType<string>().Where(text => text.Length > 0)];
}
