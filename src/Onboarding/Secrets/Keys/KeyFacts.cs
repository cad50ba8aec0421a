using System.Buffers.Text;
using System.Text.Json.Nodes;

namespace Onboarding.Secrets.Keys;

/// <summary>What may be told of a key pair; nothing of its private half.</summary>
public sealed record KeyFacts(
    Guid Id, KeyState State, string Algorithm, int Bits, string KeyId, string Fingerprint, bool Imported, DateTimeOffset CreatedAt, string CreatedBy,
    DateTimeOffset? ActiveSince, DateTimeOffset? RetiringSince, DateTimeOffset? RetiredAt)
{
    /// <summary>Older than this a key should be changed, whether anything is wrong with it or not.</summary>
    public static readonly TimeSpan RotateAfter = TimeSpan.FromDays(365);

    /// <summary>The first letters, for sentences in which a whole fingerprint would stand in the way.</summary>
    public string Brief => ShortOf(Fingerprint);

    public bool IsOld(DateTimeOffset now) => State is KeyState.Active && now - CreatedAt >= RotateAfter;

    internal static string ShortOf(string fingerprint) => fingerprint[..Math.Min(8, fingerprint.Length)];

    internal static KeyFacts Of(SiteKey key) => new(
        key.Id, key.State, key.Algorithm, BitsOf(key.PublicJwk), key.KeyId, key.Fingerprint, key.Imported, key.CreatedAt, key.CreatedBy,
        key.ActiveSince, key.RetiringSince, key.RetiredAt);

    // An elliptic curve's x is as long as the curve; a modulus is as long as the key.
    private static int BitsOf(string jwk)
    {
        var members = JsonNode.Parse(jwk)!;
        return Base64Url.DecodeFromChars((string)(members["n"] ?? members["x"])!).Length * 8;
    }
}
