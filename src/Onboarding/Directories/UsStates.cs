using System.Collections.Frozen;

namespace Onboarding.Directories;

/// <summary>The states, the district and the territories, by their two letters.</summary>
public static class UsStates
{
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>
    {
        ["AL"] = "Alabama", ["AK"] = "Alaska", ["AZ"] = "Arizona", ["AR"] = "Arkansas", ["CA"] = "California", ["CO"] = "Colorado", ["CT"] = "Connecticut",
        ["DE"] = "Delaware", ["DC"] = "District of Columbia", ["FL"] = "Florida", ["GA"] = "Georgia", ["HI"] = "Hawaii", ["ID"] = "Idaho", ["IL"] = "Illinois",
        ["IN"] = "Indiana", ["IA"] = "Iowa", ["KS"] = "Kansas", ["KY"] = "Kentucky", ["LA"] = "Louisiana", ["ME"] = "Maine", ["MD"] = "Maryland",
        ["MA"] = "Massachusetts", ["MI"] = "Michigan", ["MN"] = "Minnesota", ["MS"] = "Mississippi", ["MO"] = "Missouri", ["MT"] = "Montana", ["NE"] = "Nebraska",
        ["NV"] = "Nevada", ["NH"] = "New Hampshire", ["NJ"] = "New Jersey", ["NM"] = "New Mexico", ["NY"] = "New York", ["NC"] = "North Carolina",
        ["ND"] = "North Dakota", ["OH"] = "Ohio", ["OK"] = "Oklahoma", ["OR"] = "Oregon", ["PA"] = "Pennsylvania", ["RI"] = "Rhode Island",
        ["SC"] = "South Carolina", ["SD"] = "South Dakota", ["TN"] = "Tennessee", ["TX"] = "Texas", ["UT"] = "Utah", ["VT"] = "Vermont", ["VA"] = "Virginia",
        ["WA"] = "Washington", ["WV"] = "West Virginia", ["WI"] = "Wisconsin", ["WY"] = "Wyoming", ["AS"] = "American Samoa", ["GU"] = "Guam",
        ["MP"] = "Northern Mariana Islands", ["PR"] = "Puerto Rico", ["VI"] = "Virgin Islands",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> Codes =
        Names.ToDictionary(state => state.Value, state => state.Key).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Code and name, by name.</summary>
    public static IReadOnlyList<(string Code, string Name)> All { get; } = [.. Names.Select(state => (state.Key, state.Value)).OrderBy(state => state.Value, StringComparer.Ordinal)];

    public static string? NameOf(string? code) => code is null ? null : Names.GetValueOrDefault(code.Trim());

    /// <summary>The two letters for a code or a full name; what is neither stays as it is.</summary>
    public static string? CodeOf(string? state)
    {
        if (string.IsNullOrWhiteSpace(state))
            return null;
        state = state.Trim();
        return Names.ContainsKey(state) ? state.ToUpperInvariant() : Codes.GetValueOrDefault(state) ?? state;
    }
}
