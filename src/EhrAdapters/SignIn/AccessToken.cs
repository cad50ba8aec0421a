using System.Globalization;
using System.Text.Json;
using EhrAdapters.Http;

namespace EhrAdapters.SignIn;

/// <summary>A living token. Opaque: it is never parsed, logged or shown.</summary>
internal sealed record AccessToken(string Value, AccessTokenFacts Facts, DateTimeOffset RenewAt)
{
    // RFC 6749 leaves expires_in out of the required members; SMART advises five minutes.
    private static readonly TimeSpan UnstatedLife = TimeSpan.FromMinutes(5);

    public override string ToString() => "(access token)";

    /// <summary>The same token where part of what we want had to be left out of the request and the server does not say what it granted.</summary>
    public AccessToken Without(IReadOnlyList<string> wanted, IReadOnlyList<string> asked) =>
        asked.Count < wanted.Count && Facts.GrantedScopes.Count == 0 ? this with { Facts = Facts with { GrantedScopes = asked } } : this;

    /// <summary>Reads a token answer; null where it holds no token.</summary>
    public static AccessToken? Read(HttpAnswer answer, IReadOnlyList<string> asked, DateTimeOffset now)
    {
        if (!answer.IsSuccess)
            return null;
        try
        {
            using var document = JsonDocument.Parse(answer.Body);
            var root = document.RootElement;
            if (root.ValueKind is not JsonValueKind.Object || Text(root, "access_token") is not { Length: > 0 } value)
                return null;
            var life = Life(root);
            var granted = Text(root, "scope")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
            return new AccessToken(value, new AccessTokenFacts(answer.Address, life, granted, asked), now + UsableLife(life));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // A minute before the end, or at four fifths of a short life.
    private static TimeSpan UsableLife(TimeSpan life) => life - TimeSpan.FromMinutes(1) > life * 0.8 ? life - TimeSpan.FromMinutes(1) : life * 0.8;

    private static TimeSpan Life(JsonElement root) => root.TryGetProperty("expires_in", out var value) switch
    {
        true when value.ValueKind is JsonValueKind.Number && value.TryGetDouble(out var seconds) => Seconds(seconds),
        true when value.ValueKind is JsonValueKind.String && double.TryParse(value.GetString(), CultureInfo.InvariantCulture, out var seconds) => Seconds(seconds),
        _ => UnstatedLife,
    };

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(Math.Clamp(seconds, 0, 86_400));

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
