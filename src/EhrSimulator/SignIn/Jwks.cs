using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EhrSimulator.SignIn;

/// <summary>Fetches clients' key sets over HTTP and keeps each for a short while.</summary>
internal sealed class Jwks(HttpClient http, TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<string, (DateTimeOffset Until, IReadOnlyList<JsonObject> Keys)> cache = new(StringComparer.Ordinal);

    /// <summary>Null where the address does not answer with a key set. <paramref name="fresh"/> passes by what is kept.</summary>
    public async Task<IReadOnlyList<JsonObject>?> FetchAsync(string url, bool fresh, CancellationToken cancel)
    {
        if (!fresh && cache.TryGetValue(url, out var kept) && kept.Until > time.GetUtcNow()) return kept.Keys;
        var keys = await DownloadAsync(url, cancel);
        if (keys is not null) cache[url] = (time.GetUtcNow() + Life, keys);
        return keys;
    }

    public void Forget() => cache.Clear();

    public static IReadOnlyList<JsonObject>? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text)?["keys"] is JsonArray keys ? [.. keys.OfType<JsonObject>()] : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<JsonObject>?> DownloadAsync(string url, CancellationToken cancel)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")) return null;
        try
        {
            using var answer = await http.GetAsync(address, cancel);
            return answer.IsSuccessStatusCode ? Parse(await answer.Content.ReadAsStringAsync(cancel)) : null;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            return null;
        }
    }
}
