using EhrAdapters.Mapping;
using Hl7.Fhir.Model;

namespace EhrAdapters.Fhir;

/// <summary>What a search has brought so far. Resources move between pages while we read: the newest version of an id counts.</summary>
internal sealed class Gathered<T>(int limit, Func<T, Resource?> resource)
    where T : class
{
    private readonly List<T> items = [];
    private readonly Dictionary<string, int> byId = new(StringComparer.Ordinal);
    private bool more;

    public int Count => items.Count;

    /// <summary>True where the server has more than was taken.</summary>
    public bool HasMore
    {
        get => more || items.Count > limit;
        set => more = value;
    }

    /// <summary>Up to the limit, in the server's order.</summary>
    public IReadOnlyList<T> Items => [.. items.Take(limit)];

    public void Add(IReadOnlyList<T> page)
    {
        foreach (var item in page)
        {
            if (OddData.Read(() => resource(item)?.Id, null) is not { } id || byId.TryAdd(id, items.Count))
                items.Add(item);
            else if (!(LastUpdated(item) < LastUpdated(items[byId[id]])))
                items[byId[id]] = item;
        }
    }

    private DateTimeOffset? LastUpdated(T item) => OddData.Read(() => resource(item)?.Meta?.LastUpdated, null);
}
