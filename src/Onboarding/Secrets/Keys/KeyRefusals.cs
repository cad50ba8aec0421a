namespace Onboarding.Secrets.Keys;

/// <summary>Every way a change of keys is refused: what happened and what to do.</summary>
public static class KeyRefusals
{
    public static readonly Refusal NoNext = new("key-no-next", "There is no next key. Make one first; it is published beside the one in use.");

    public static readonly Refusal NotRetiring = new("key-not-retiring", "That key is no longer published, so there is no way back to it. Make the next key instead.");

    public static readonly Refusal InUse = new("key-in-use", "That key signs our requests now. Make the next key and use it first; then this one can be retired.");

    public static readonly Refusal NotThere = new("key-not-there", "That key is retired already. Load the page again to see how things stand.");

    public static Refusal NextExists(string fingerprint) => new(
        "key-next-exists", $"A next key ({fingerprint}) is published already. Use it or discard it before there can be another one.");

    public static Refusal TooEarlyToUse(TimeSpan left) => new(
        "key-too-early", $"Hospitals may still hold the old list of keys. Wait {Ago.Span(left)} more, or use the key at once and accept that sign-in may fail until then.");

    public static Refusal TooEarlyToRetire(TimeSpan left) => new(
        "key-still-needed", $"Hospitals may still hold the old list of keys. Wait {Ago.Span(left)} more, or retire the key at once if it fell into wrong hands.");

    public static Refusal SameKey(string fingerprint) => new(
        "key-same", $"This key ({fingerprint}) is in the list already. Bring another one, or let the portal make it.");

    public static Refusal SameKeyId(string keyId) => new(
        "key-same-id", $"Another published key has the key ID {keyId}. Two keys of one list need two IDs; leave the ID empty to take the fingerprint.");
}
