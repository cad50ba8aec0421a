using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EhrSimulator.Hospitals;
using EhrSimulator.Traffic;

namespace EhrSimulator.SignIn;

/// <summary>Decides whether a client assertion proves the client, by SMART Backend Services and RFC 7523.</summary>
internal sealed class AssertionVerifier(Jwks jwks)
{
    public const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(5);

    // Clocks are never equal; more than this is a wrong clock.
    private static readonly TimeSpan Leeway = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ClockApart = TimeSpan.FromMinutes(10);

    /// <summary>The client, or why not. The client id is given even when refused, as far as it could be read.</summary>
    public async Task<(RegisteredClient? Client, string? ClientId, TokenRefusal? Refusal)> VerifyAsync(Call call, string assertion, CancellationToken cancel)
    {
        var parts = assertion.Split('.');
        if (parts.Length != 3 || ReadObject(parts[0]) is not { } header || ReadObject(parts[1]) is not { } claims || Base64Url.Decode(parts[2]) is not { } signature)
            return Refuse(null, RefusalKind.InvalidClient, "The client assertion is not a signed JWT.");

        var clientId = Text(claims, "iss");
        if (clientId is null || clientId != Text(claims, "sub")) return Refuse(clientId, RefusalKind.InvalidClient, "iss and sub must both be the client ID.");
        if (call.Hospital.Clients.Find(clientId) is not { } client) return Refuse(clientId, RefusalKind.InvalidClient, $"Client {clientId} is not known here.");

        var algorithm = Text(header, "alg") ?? "none";
        if (!call.Hospital.Vendor.Algorithms.Contains(algorithm)) return Refuse(clientId, RefusalKind.InvalidClient, $"Algorithm {algorithm} is not accepted.");

        var (key, refusal) = await FindKeyAsync(client, Text(header, "kid"), JwkSignature.KeyType(algorithm), cancel);
        if (key is null) return (null, clientId, refusal);
        if (!JwkSignature.Verify(algorithm, key, Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), signature))
            return Refuse(clientId, RefusalKind.InvalidClient, "The signature does not fit the registered key.");

        return CheckClaims(call, claims) is { } why ? Refuse(clientId, RefusalKind.InvalidClient, why) : (client, clientId, null);
    }

    private async Task<(JsonObject? Key, TokenRefusal? Refusal)> FindKeyAsync(RegisteredClient client, string? kid, string keyType, CancellationToken cancel)
    {
        if (client.StaticJwks is { } known) return Pick(Jwks.Parse(known), kid, keyType);
        if (client.JwksUrl is not { } url) return (null, new(RefusalKind.InvalidClient, "No public key is registered for this client."));
        var (key, refusal) = Pick(await jwks.FetchAsync(url, fresh: false, cancel), kid, keyType);
        return key is null ? Pick(await jwks.FetchAsync(url, fresh: true, cancel), kid, keyType) : (key, refusal);
    }

    private static (JsonObject? Key, TokenRefusal? Refusal) Pick(IReadOnlyList<JsonObject>? keys, string? kid, string keyType)
    {
        if (keys is null) return (null, new(RefusalKind.JwksUnreachable, "The JWKS endpoint of the client can't be reached."));
        var fitting = keys.Where(k => kid is not null && Text(k, "kid") == kid && Text(k, "kty") == keyType).ToList();
        return fitting.Count == 1 ? (fitting[0], null) : (null, new(RefusalKind.UnknownKid, $"No single {keyType} key with kid '{kid}' in the client's JWKS."));
    }

    private static string? CheckClaims(Call call, JsonObject claims)
    {
        // Behind a proxy with the right time, whose Date header then says nothing about the token service's own clock.
        var now = call.Hospital.Dials.Has(Fault.TokenClockApart) ? call.Now - ClockApart : call.Now;
        if (Text(claims, "aud") != call.TokenUrl) return $"aud must be exactly {call.TokenUrl}.";
        if (Instant(claims, "exp") is not { } expires) return "exp is missing.";
        if (expires <= now - Leeway) return "The assertion has expired.";
        if (expires > now + LongestLife + Leeway) return "exp lies more than five minutes ahead.";
        if (Instant(claims, "nbf") > now + Leeway) return "The assertion is not active yet (nbf).";
        if (Instant(claims, "iat") > now + Leeway) return "The assertion was issued in the future (iat).";
        var jti = Text(claims, "jti");
        if (string.IsNullOrEmpty(jti) || jti.Length > 151) return "jti is missing or too long.";
        return call.Hospital.Tokens.FirstUse(Text(claims, "iss")!, jti, expires + Leeway, now) ? null : "jti was used before.";
    }

    private static (RegisteredClient?, string?, TokenRefusal?) Refuse(string? clientId, RefusalKind kind, string reason) => (null, clientId, new(kind, reason));

    private static string? Text(JsonObject from, string name) => from[name] is JsonValue v && v.TryGetValue<string>(out var text) ? text : null;

    private static DateTimeOffset? Instant(JsonObject from, string name) =>
        from[name] is JsonValue v && v.TryGetValue<double>(out var seconds) && seconds is > 0 and < 2e11
            ? DateTimeOffset.UnixEpoch + TimeSpan.FromSeconds(seconds) : null;

    private static JsonObject? ReadObject(string part)
    {
        try
        {
            return Base64Url.Decode(part) is { } bytes ? JsonNode.Parse(bytes) as JsonObject : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
