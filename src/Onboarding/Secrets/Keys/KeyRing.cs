using EhrAdapters;

namespace Onboarding.Secrets.Keys;

/// <summary>The key pairs of a site in one environment, and the one table of what may be done with them when.</summary>
/// <param name="Keys">The newest first.</param>
/// <param name="Overlap">How long old and new are published together before and after a change.</param>
public sealed record KeyRing(EhrEnvironment Environment, IReadOnlyList<KeyFacts> Keys, TimeSpan Overlap)
{
    public KeyFacts? Active => Keys.FirstOrDefault(key => key.State is KeyState.Active);

    public KeyFacts? Next => Keys.FirstOrDefault(key => key.State is KeyState.Next);

    public IReadOnlyList<KeyFacts> Retiring => [.. Keys.Where(key => key.State is KeyState.Retiring)];

    public IReadOnlyList<KeyFacts> Retired => [.. Keys.Where(key => key.State is KeyState.Retired)];

    /// <summary>From when on every hospital that keeps to its own rules has fetched the next key.</summary>
    public DateTimeOffset? NextReadyAt => Next?.CreatedAt + Overlap;

    /// <summary>From when on nobody should need this retiring key any more.</summary>
    public DateTimeOffset? RetireFrom(KeyFacts key) => key.RetiringSince + Overlap;

    /// <summary>Why no further key may be made or brought; null where one may.</summary>
    public Refusal? NotAdd() => Next is { } next ? KeyRefusals.NextExists(next.Brief) : null;

    /// <summary>Why the next key may not be used yet.</summary>
    /// <param name="atOnce">A person takes it upon themselves that hospitals may hold the old list.</param>
    public Refusal? NotUse(DateTimeOffset now, bool atOnce) =>
        Next is null ? KeyRefusals.NoNext
        : !atOnce && NextReadyAt > now ? KeyRefusals.TooEarlyToUse(NextReadyAt.Value - now)
        : null;

    /// <summary>Why there is no way back to this key.</summary>
    public Refusal? NotGoBack(Guid id) =>
        Find(id) is not { State: KeyState.Retiring } ? KeyRefusals.NotRetiring
        : Next is { } next ? KeyRefusals.NextExists(next.Brief)
        : null;

    /// <summary>Why this key may not be taken out of the published list.</summary>
    /// <param name="atOnce">A person takes it upon themselves, such as for a key that fell into wrong hands.</param>
    public Refusal? NotRetire(Guid id, DateTimeOffset now, bool atOnce) => Find(id) switch
    {
        { State: KeyState.Next } => null,
        { State: KeyState.Retiring } key => !atOnce && RetireFrom(key) > now ? KeyRefusals.TooEarlyToRetire(RetireFrom(key)!.Value - now) : null,
        { State: KeyState.Active } => KeyRefusals.InUse,
        _ => KeyRefusals.NotThere,
    };

    private KeyFacts? Find(Guid id) => Keys.FirstOrDefault(key => key.Id == id);
}
