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
