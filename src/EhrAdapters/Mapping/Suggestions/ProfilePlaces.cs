using System.Text.RegularExpressions;
using EhrAdapters.Vendors;

namespace EhrAdapters.Mapping.Suggestions;

/// <summary>The vendor profile's candidates, with <c>{option}</c> placeholders filled from the connection.</summary>
internal static partial class ProfilePlaces
{
    internal static IReadOnlyList<string> For(VendorProfile? profile, Connection connection, string fieldId) =>
        profile is null || !profile.Mapping.TryGetValue(fieldId, out var candidates) ? []
            : [.. candidates.Select(candidate => Fill(candidate, connection)).OfType<string>().Where(candidate => FhirPath.Validate(candidate) is null)];

    /// <summary>A text inside a FHIRPath string literal.</summary>
    internal static string Quote(string text) =>
        "'" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal) + "'";

    // A candidate whose option was not given is no candidate.
    private static string? Fill(string candidate, Connection connection)
    {
        var missing = false;
        var filled = Placeholder().Replace(candidate, match =>
        {
            var value = connection.Option(match.Groups[1].Value);
            missing |= value is null;
            return value is null ? "" : Quote(value)[1..^1];
        });
        return missing ? null : filled;
    }

    [GeneratedRegex(@"\{([A-Za-z]+)\}")]
    private static partial Regex Placeholder();
}
