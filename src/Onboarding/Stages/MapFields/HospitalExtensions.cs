using EhrAdapters.Mapping;
using Hl7.Fhir.Model;
using Onboarding.Stages.Samples;

namespace Onboarding.Stages.MapFields;

/// <summary>Finds extensions on the sample patients that the data contract knows nothing of.</summary>
internal static class HospitalExtensions
{
    internal static IReadOnlyList<DiscoveredExtension> Of(IReadOnlyList<Sample> samples, IReadOnlyList<MappingSuggestion> suggestions) =>
    [
        .. samples.SelectMany(sample => sample.Resource!.Extension.SelectMany(Values).Distinct())
            .GroupBy(place => place)
            .Where(place => !suggestions.Any(suggestion => suggestion.Expression.Contains($"'{place.Key.Url}'", StringComparison.Ordinal)))
            .Select(place => new DiscoveredExtension(place.Key.Url, place.Count(), place.Key.Expression))
            .OrderByDescending(extension => extension.Found).ThenBy(extension => extension.Url, StringComparer.Ordinal).ThenBy(extension => extension.Expression, StringComparer.Ordinal),
    ];

    // A simple extension holds its value; a complex one holds named parts.
    private static IEnumerable<(string Url, string Expression)> Values(Extension extension)
    {
        // A quote inside an address would end the literal; such an address is no address.
        if (extension.Url is not { Length: > 0 } url || url.Contains('\'', StringComparison.Ordinal))
            yield break;
        var place = $"extension.where(url = '{url}')";
        if (extension.Value is not null)
            yield return (url, $"{place}.value");
        foreach (var part in extension.Extension.Where(part => part.Value is not null && part.Url is { Length: > 0 } name && !name.Contains('\'', StringComparison.Ordinal)))
            yield return (url, $"{place}.extension.where(url = '{part.Url}').value");
    }
}

/// <summary>What the hospital calls a code of its own.</summary>
internal static class LocalCodeDisplays
{
    internal static string? Find(IReadOnlyList<Sample> samples, ContractField field, string code) =>
        samples.SelectMany(sample => sample.Of(field.ResourceType)).SelectMany(Codings).FirstOrDefault(coding => coding.Code?.Trim() == code && !string.IsNullOrWhiteSpace(coding.Display))?.Display;

    private static IEnumerable<Coding> Codings(Base element) => element switch
    {
        Coding coding => [coding],
        _ => element.EnumerateElements().SelectMany(child => child.Value switch
        {
            Base one => Codings(one),
            IEnumerable<Base> many => many.SelectMany(Codings),
            _ => [],
        }),
    };
}
