using EhrAdapters.Diagnosis.Ladder;
using EhrAdapters.SignIn;
using Microsoft.IdentityModel.Tokens;

namespace EhrAdapters.Diagnosis.Ourselves;

/// <summary>Our JWKS, read where hospitals fetch it: it answers, is a key set and holds the key that we sign with.</summary>
internal sealed class PublishedKeys
{
    private IReadOnlyList<JsonWebKey> keys = [];

    /// <summary>The check's outcome.</summary>
    public required SelfCheck Check { get; init; }

    /// <summary>The address as it is shown.</summary>
    public string Shown { get; private init; } = "the address of our keys";

    /// <summary>True where the set knows our key ID and means another key by it.</summary>
    public bool Contradicts(PublicJwk own) => keys.Any(key => key.Kid == own.KeyId) && !Holds(keys, own);

    internal static async Task<PublishedKeys> ReadAsync(Climb climb, CancellationToken cancellationToken)
    {
        if (climb.PublicKeysUrl is not { } address)
            return new() { Check = Of(CheckState.NotApplicable, null, note: "No public address of our keys is set; the hospital holds our key by hand.") };
        var shown = address.GetLeftPart(UriPartial.Path);
        var simulated = climb.Connection.Environment is EhrEnvironment.Simulator;
        if (!simulated && OutsideView.Obstacle(address) is { } obstacle)
            return new() { Shown = shown, Check = Of(CheckState.Failed, climb.Find(FindingCodes.SelfKeysAddress, [new("Public keys address", shown)], ("jwksUrl", shown), ("problem", obstacle))) };

        var document = await JwksDocument.FetchAsync(address, simulated ? [address.IdnHost] : [], climb, cancellationToken).ConfigureAwait(false);
        if (document.Unreached is { } code)
            // Routers often refuse the way out and in again, so this is a doubt and no proof.
            return new()
            {
                Shown = shown,
                Check = Of(
                    CheckState.Warning,
                    climb.Find(FindingCodes.SelfKeys, document.Evidence, ("jwksUrl", shown), ("problem", "the address did not answer from inside our own network")) with { State = CheckState.Warning, Confidence = Confidence.Guess },
                    note: "Have somebody outside our network open the address of our keys.",
                    evidence: [.. document.Evidence, new("Seen", code)]),
            };
        var own = Own(climb);
        var problem = document.Problem ?? (own is null || Holds(document.Keys, own) ? null
            : document.Keys.Any(key => key.Kid == own.KeyId) ? $"the key ID {own.KeyId} belongs to another key there"
            : $"the key ID {own.KeyId} that we sign with is not among them");
        return new()
        {
            Shown = shown,
            keys = document.Keys,
            Check = problem is null
                ? Of(CheckState.Passed, null, document.Keys.Count == 1 ? "1 key published" : $"{document.Keys.Count} keys published", evidence: document.Evidence)
                : Of(CheckState.Failed, climb.Find(FindingCodes.SelfKeys, document.Evidence, ("jwksUrl", shown), ("problem", problem)), evidence: document.Evidence),
        };
    }

    private static PublicJwk? Own(Climb climb)
    {
        var signIn = climb.Connection.SignIn;
        if (string.IsNullOrWhiteSpace(climb.Secrets.PrivateKeyPem) || SigningKeys.Read(climb.Secrets.PrivateKeyPem) is not { } key)
            return null;
        using (key)
            return PublicJwk.From(key, string.IsNullOrWhiteSpace(signIn.KeyId) ? null : signIn.KeyId);
    }

    // During a rotation old and new lie side by side, and one key may be published twice.
    private static bool Holds(IReadOnlyList<JsonWebKey> keys, PublicJwk own) =>
        keys.Any(key => key.Kid == own.KeyId && JwksDocument.Thumbprint(key) == own.Thumbprint);

    private static SelfCheck Of(CheckState state, Finding? finding, string? measured = null, string? note = null, IReadOnlyList<EvidenceItem>? evidence = null) =>
        new() { Kind = SelfCheckKind.PublishedKeys, State = state, Finding = finding, Measured = measured, Note = note, Evidence = evidence ?? finding?.Evidence ?? [] };
}
