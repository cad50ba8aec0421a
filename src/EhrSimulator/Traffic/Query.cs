namespace EhrSimulator.Traffic;

/// <summary>A query string with order, repeats and the raw text kept: paging links have to repeat what was asked.</summary>
internal sealed class Query
{
    private readonly List<KeyValuePair<string, string>> pairs = [];

    public Query(string raw)
    {
        Raw = raw.TrimStart('?');
        foreach (var part in Raw.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? part : part[..equals];
            pairs.Add(new(Decode(name), equals < 0 ? "" : Decode(part[(equals + 1)..])));
        }
    }

    public string Raw { get; }

    public IEnumerable<string> Names => pairs.Select(p => p.Key);

    /// <summary>The first value; a modifier such as <c>family:exact</c> counts as the same parameter.</summary>
    public string? this[string name] => Pairs(name).Select(p => p.Value).FirstOrDefault();

    public bool Has(string name) => !string.IsNullOrEmpty(this[name]);

    public bool HasAll(params IEnumerable<string> names) => names.All(Has);

    public IEnumerable<string> Values(string name) => Pairs(name).Select(p => p.Value);

    public bool Exact(string name) => pairs.Any(p => p.Key == name + ":exact");

    public int Count(int fallback, int most) =>
        int.TryParse(this["_count"], out var asked) && asked > 0 ? Math.Min(asked, most) : fallback;

    public string Without(params string[] names) => string.Join('&', Raw.Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Where(part => !names.Contains(Decode(part.Split('=')[0]))));

    private IEnumerable<KeyValuePair<string, string>> Pairs(string name) =>
        pairs.Where(p => p.Key == name || (p.Key.StartsWith(name, StringComparison.Ordinal) && p.Key[name.Length] == ':'));

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
