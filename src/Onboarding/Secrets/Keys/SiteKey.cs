using EhrAdapters;
using Onboarding.Sites;

namespace Onboarding.Secrets.Keys;

/// <summary>What a key pair is used for now. Only forward, but for the way back to a retiring key.</summary>
public enum KeyState
{
    /// <summary>Published, so that hospitals come to know it; nothing is signed with it yet.</summary>
    Next,

    /// <summary>Signs our requests for a token, and is published.</summary>
    Active,

    /// <summary>Signs nothing more; still published, for hospitals that hold an old list.</summary>
    Retiring,

    /// <summary>Not published; its private half is deleted.</summary>
    Retired,
}

/// <summary>One signing key pair of a site in one environment.</summary>
public sealed class SiteKey
{
    public Guid Id { get; init; }

    public required SiteId SiteId { get; init; }

    public required EhrEnvironment Environment { get; init; }

    public required KeyState State { get; set; }

    /// <summary>The <c>kid</c> that our assertions name.</summary>
    public required string KeyId { get; set; }

    /// <summary><c>RS384</c> or <c>ES384</c>.</summary>
    public required string Algorithm { get; init; }

    /// <summary>The RFC 7638 thumbprint; what a person compares.</summary>
    public required string Fingerprint { get; init; }

    public required string PublicJwk { get; set; }

    /// <summary>The private half, encrypted; null once the key is retired.</summary>
    public string? Protected { get; set; }

    /// <summary>True where somebody brought it along, so that it may be older than it looks.</summary>
    public required bool Imported { get; init; }

    /// <summary>Published from this moment on.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public DateTimeOffset? ActiveSince { get; set; }

    public DateTimeOffset? RetiringSince { get; set; }

    public DateTimeOffset? RetiredAt { get; set; }

    internal void Use(DateTimeOffset now) => (State, ActiveSince, RetiringSince) = (KeyState.Active, now, null);

    internal void BackToNext() => State = KeyState.Next;

    internal void StopUse(DateTimeOffset now) => (State, RetiringSince) = (KeyState.Retiring, now);

    internal void Retire(DateTimeOffset now) => (State, RetiredAt, Protected) = (KeyState.Retired, now, null);
}
