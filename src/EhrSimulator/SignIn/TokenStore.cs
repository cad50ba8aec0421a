using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace EhrSimulator.SignIn;

internal sealed record IssuedToken(string ClientId, ScopeSet Scopes, DateTimeOffset Expires);

/// <summary>Opaque random tokens, kept by the server with their scopes and their end; and the assertion ids already seen.</summary>
internal sealed class TokenStore
{
    private readonly ConcurrentDictionary<string, IssuedToken> tokens = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> seenAssertions = new(StringComparer.Ordinal);

    public string Issue(IssuedToken token, DateTimeOffset now)
    {
        foreach (var old in tokens.Where(t => t.Value.Expires < now)) tokens.TryRemove(old.Key, out _);
        var text = Base64Url.Encode(RandomNumberGenerator.GetBytes(48));
        tokens[text] = token;
        return text;
    }

    public IssuedToken? Find(string? bearer, DateTimeOffset now) =>
        bearer is not null && tokens.TryGetValue(bearer, out var token) && token.Expires > now ? token : null;

    /// <summary>False where this issuer already used this id while its assertion could still be valid.</summary>
    public bool FirstUse(string issuer, string jti, DateTimeOffset until, DateTimeOffset now)
    {
        foreach (var old in seenAssertions.Where(s => s.Value < now)) seenAssertions.TryRemove(old.Key, out _);
        return seenAssertions.TryAdd($"{issuer}\n{jti}", until);
    }
}
