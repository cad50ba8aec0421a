using EhrAdapters.Diagnosis;

namespace EhrAdapters.Fhir;

/// <summary>A search's parameters, decoded. Patient data: it prints as nothing.</summary>
internal sealed record SearchQuery(IReadOnlyList<KeyValuePair<string, string>> Parameters)
{
    /// <summary>Reads <c>family=Okafor&amp;birthdate=1971-02-09</c>, percent-encoded or not.</summary>
    public static SearchQuery Parse(string query) => new([.. query.TrimStart('?')
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .Select(pair => KeyValuePair.Create(Decode(pair[0]).Trim(), pair.Length > 1 ? Decode(pair[1]) : ""))
        .Where(pair => pair.Key.Length > 0)]);

    public static SearchQuery Of(string name, string value) => new([KeyValuePair.Create(name, value)]);

    /// <summary>The value of a parameter, modifiers ignored, or null.</summary>
    public string? this[string name] => Parameters.Where(pair => Bare(pair.Key) == name).Select(pair => pair.Value).FirstOrDefault();

    public bool Has(string name) => this[name] is not null;

    /// <summary>Adds a parameter unless it is there already.</summary>
    public SearchQuery With(string name, string value) => Has(name) ? this : new([.. Parameters, KeyValuePair.Create(name, value)]);

    public SearchQuery Without(params ReadOnlySpan<string> names)
    {
        var gone = names.ToArray();
        return new([.. Parameters.Where(pair => !gone.Contains(Bare(pair.Key)))]);
    }

    public string Encode() => string.Join('&', Parameters.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));

    public override string ToString() => "(search)";

    /// <summary>Which of the vendor's combinations would do, where none is there in full; null where the search may be sent.</summary>
    public string? Lacks(Vendors.SearchRules rules) =>
        rules.RequiredCombinations.Count == 0 || rules.RequiredCombinations.Any(combination => combination.All(Has))
            ? null
            : string.Join(" or ", rules.RequiredCombinations.Select(combination => string.Join(" + ", combination)));

    private static string Bare(string name) => name.Split(':', '.')[0];

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
