using System.Net.Http;
using System.Text;
using EhrAdapters.Diagnosis.Ladder;
using EhrAdapters.Http;
using Microsoft.IdentityModel.Tokens;

namespace EhrAdapters.Diagnosis.Ourselves;

/// <summary>What came back from the address of our public keys.</summary>
internal sealed record JwksDocument
{
    private const long MostBytes = 256 * 1024;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    /// <summary>The keys; empty where there is a problem.</summary>
    public IReadOnlyList<JsonWebKey> Keys { get; private init; } = [];

    /// <summary>What is wrong with the answer, in words.</summary>
    public string? Problem { get; private init; }

    /// <summary>The code of what kept an answer from coming.</summary>
    public string? Unreached { get; private init; }

    public IReadOnlyList<EvidenceItem> Evidence { get; private init; } = [];

    /// <summary>The RFC 7638 thumbprint; null for a key of a kind that has none.</summary>
    internal static string? Thumbprint(JsonWebKey key)
    {
        try
        {
            return Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or NotSupportedException)
        {
            return null;
        }
    }

    internal static async Task<JwksDocument> FetchAsync(Uri address, IReadOnlyList<string> allow, Climb climb, CancellationToken cancellationToken)
    {
        var limits = climb.Limits with { ConnectTimeout = Limit, RequestTimeout = Limit };
        using var client = new HttpClient(HandlerFactory.Create(allow, limits, climb.Time)) { Timeout = Timeout.InfiniteTimeSpan };
        var document = new JwksDocument { Unreached = FindingCodes.HttpTimeout };
        try
        {
            await climb.WithinAsync(Limit, async token => document = await ReadAsync(client, address, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            document = new() { Unreached = ExceptionDiagnosis.Explain(fault, address, climb.Words).Code };
        }

        return document with { Evidence = [new("Public keys address", address.GetLeftPart(UriPartial.Path)), .. document.Evidence] };
    }

    private static async Task<JwksDocument> ReadAsync(HttpClient client, Uri address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd(MediaTypes.Json);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        var body = await BodyReader.ReadAsync(response.Content, MostBytes, cancellationToken).ConfigureAwait(false);
        var keys = response.IsSuccessStatusCode && !body.TooLarge && !body.Truncated ? Parse(body.Bytes) : null;
        return new()
        {
            Keys = keys ?? [],
            Problem = !response.IsSuccessStatusCode ? $"it answers with HTTP status {(int)response.StatusCode}"
                : keys is null ? "the answer is no key set in JSON"
                : keys.Count == 0 ? "the key set is empty"
                : null,
            Evidence =
            [
                new("HTTP status", $"{(int)response.StatusCode}"),
                new("Content type", response.Content.Headers.ContentType?.MediaType ?? "not said"),
                new("Cache-Control", response.Headers.CacheControl?.ToString() is { Length: > 0 and < 200 } cache ? cache : "not said"),
                new("Published key IDs", keys is { Count: > 0 } ? string.Join(", ", keys.Take(10).Select(key => key.Kid ?? "none")) : "none"),
            ],
        };
    }

    private static IReadOnlyList<JsonWebKey>? Parse(byte[] body)
    {
        try
        {
            var text = Encoding.UTF8.GetString(body);
            return text.Contains("\"keys\"", StringComparison.Ordinal) ? [.. new JsonWebKeySet(text).Keys] : null;
        }
        catch (Exception fault) when (fault is ArgumentException or System.Text.Json.JsonException or FormatException)
        {
            return null;
        }
    }
}
