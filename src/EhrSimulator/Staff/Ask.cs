using System.Text.Json;
using EhrSimulator.Hospitals;

namespace EhrSimulator.Staff;

/// <summary>What a client's owner asks the hospital's staff to register.</summary>
internal sealed record Ask(string? ClientId, string? JwksUrl, string? KeyId)
{
    /// <summary>A secret that the client wants to have, such as one with symbols; null lets the hospital make one.</summary>
    public string? Secret { get; init; }

    public static Ask From(IQueryCollection query) => new(query["clientId"], query["jwksUrl"], query["keyId"]);

    public static Ask From(IFormCollection form) => new(form["clientId"], form["jwksUrl"], form["keyId"]);

    public static async Task<Ask> FromJsonAsync(HttpContext http)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<Ask>(http.Request.Body, JsonSerializerOptions.Web, http.RequestAborted) ?? new(null, null, null);
        }
        catch (JsonException)
        {
            return new(null, null, null);
        }
    }

    public string? Refusal(HospitalProfile profile)
    {
        if (profile.SignInMethods is [SignInMethod.PrivateKeyJwt] && string.IsNullOrWhiteSpace(JwksUrl))
            return "This hospital verifies signatures: give the address of the client's public keys (JWKS URL).";
        if (!string.IsNullOrWhiteSpace(JwksUrl) && !(Uri.TryCreate(JwksUrl.Trim(), UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            return "The JWKS URL must be a whole http or https address.";
        return null;
    }

    public string ToQuery() => string.Join('&', new[] { ("clientId", ClientId), ("jwksUrl", JwksUrl), ("keyId", KeyId) }
        .Where(p => !string.IsNullOrWhiteSpace(p.Item2)).Select(p => $"{p.Item1}={Uri.EscapeDataString(p.Item2!.Trim())}"));
}
