using System.Globalization;
using System.Text.RegularExpressions;
using EhrAdapters.Fhir;

namespace EhrAdapters.Vendors;

/// <summary>Completes a search by the profile's rules: what is always added, and the page size.</summary>
internal static partial class SearchOptions
{
    public static SearchQuery Complete(SearchQuery query, SearchRules rules, Connection connection)
    {
        foreach (var (name, template) in rules.AlwaysAdd)
        {
            // A parameter built from an option that the site does not use is left out.
            if (Fill(template, connection) is { } value)
                query = query.With(name, value);
        }

        return rules.PageSize is { } size && !query.Has("_id") ? query.With("_count", size.ToString(CultureInfo.InvariantCulture)) : query;
    }

    /// <summary>The search for one kind of a patient's records, by its recipe.</summary>
    public static SearchQuery Records(RecordSearch recipe, string patientId, Connection connection) => new([.. recipe.Parameters
        .Select(parameter => (parameter.Key, Value: Fill(parameter.Value.Replace("{patient}", patientId, StringComparison.Ordinal), connection)))
        .Where(parameter => parameter.Value is not null)
        .Select(parameter => KeyValuePair.Create(parameter.Key, parameter.Value!))]);

    /// <summary>The same search for whole pages; a recipe that sends no page size has a vendor that takes none.</summary>
    public static SearchQuery WholePages(SearchQuery query, int limit) => query.Has("_count")
        ? query.Without("_count").With("_count", Math.Clamp(limit, 1, MostOnAPage).ToString(CultureInfo.InvariantCulture))
        : query;

    // What the vendors' documentation shows as ordinary; more is not honoured everywhere.
    private const int MostOnAPage = 50;

    private static string? Fill(string template, Connection connection)
    {
        var complete = true;
        var value = Placeholder().Replace(template, match =>
        {
            var option = connection.Option(match.Groups[1].Value);
            complete &= option is not null;
            return option ?? "";
        });
        return complete ? value : null;
    }

    [GeneratedRegex(@"\{([A-Za-z]+)\}")]
    private static partial Regex Placeholder();
}
