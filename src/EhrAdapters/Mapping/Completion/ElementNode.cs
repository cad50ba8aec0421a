using EhrAdapters.Mapping.Suggestions;

namespace EhrAdapters.Mapping.Completion;

/// <summary>One place in the records: an element with what lies below it. Extensions stand once together and once by URL.</summary>
internal sealed class ElementNode(string name, string path)
{
    private const int MostChildren = 200;
    private const int MostValues = 200;

    private readonly HashSet<int> owners = [];
    private readonly Dictionary<string, HashSet<int>> values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ElementNode> children = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ElementNode> byUrl = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ElementNode> byType = new(StringComparer.Ordinal);

    internal string Name => name;

    /// <summary>As an expression on the record, such as <c>identifier.type</c>; the resource type itself at the root.</summary>
    internal string Path => path;

    /// <summary>The FHIR types that were met here.</summary>
    internal SortedSet<string> Types { get; } = new(StringComparer.Ordinal);

    internal int Records => owners.Count;

    internal IReadOnlyCollection<ElementNode> Children => children.Values;

    internal IReadOnlyCollection<ElementNode> ByUrl => byUrl.Values;

    internal string? Url { get; private init; }

    internal bool IsRoot { get; private init; }

    /// <summary>Codes, systems and URLs that stand here, the most frequent first, with the records that hold them.</summary>
    internal IEnumerable<(string Value, int Records)> Values =>
        values.Select(value => (value.Key, value.Value.Count)).OrderByDescending(value => value.Count).ThenBy(value => value.Key, StringComparer.Ordinal);

    internal static ElementNode Of(string resourceType) => new(resourceType, resourceType) { IsRoot = true };

    internal ElementNode? Child(string child) => children.GetValueOrDefault(child);

    internal ElementNode? WithUrl(string url) => byUrl.GetValueOrDefault(url);

    internal ElementNode? OfType(string type) => Types.Count == 1 && Types.Contains(type) ? this : byType.GetValueOrDefault(type);

    internal void Count(int owner, string? type)
    {
        owners.Add(owner);
        if (type is not null)
            Types.Add(type);
    }

    internal void Say(int owner, string value)
    {
        if (values.TryGetValue(value, out var holders))
            holders.Add(owner);
        else if (values.Count < MostValues)
            values[value] = [owner];
    }

    internal ElementNode? Grow(string child) => Grow(children, child, () => new(child, Below(child)));

    internal ElementNode? GrowUrl(string url) => Grow(byUrl, url, () => new(name, $"{path}.where(url={ProfilePlaces.Quote(url)})") { Url = url });

    internal ElementNode? GrowType(string type) => Grow(byType, type, () => new(name, $"{path}.ofType({type})"));

    private string Below(string child) => IsRoot ? child : $"{path}.{child}";

    private static ElementNode? Grow(Dictionary<string, ElementNode> nodes, string key, Func<ElementNode> make)
    {
        if (nodes.TryGetValue(key, out var known))
            return known;
        return nodes.Count < MostChildren ? nodes[key] = make() : null;
    }
}
