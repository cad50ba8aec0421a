using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace EhrSimulator.Traffic;

internal sealed record Hit(string Type, string Id, ReadOnlyMemory<byte> Resource);

/// <summary>What a search has still to show, how much of it at once, and what was first asked.</summary>
internal sealed record Page(IReadOnlyList<Hit> Hits, int Size, string FirstQuery);

/// <summary>Searches that have more to give, kept by an opaque name until they expire.</summary>
internal sealed class PageStore
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<string, (Page Page, DateTimeOffset Until)> pages = new(StringComparer.Ordinal);
    private int number;

    public string Keep(Page page, DateTimeOffset now, Func<int, string> name)
    {
        foreach (var old in pages.Where(p => p.Value.Until < now)) pages.TryRemove(old.Key, out _);
        var key = name(Interlocked.Increment(ref number));
        pages[key] = (page, now + Life);
        return key;
    }

    public Page? Find(string key, DateTimeOffset now) => pages.TryGetValue(key, out var kept) && kept.Until >= now ? kept.Page : null;

    public static string Hex(int bytes) => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(bytes));
}
