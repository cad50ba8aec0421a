using EhrAdapters.Diagnosis.Ladder;

namespace EhrAdapters.Diagnosis.Ourselves;

/// <summary>
/// What we check of our own sign-in before blaming anybody: the key pair, the keys that we publish, the assertion. Sends
/// nothing to the hospital, runs beside the climb and never shows a secret.
/// </summary>
internal static class OfflineChecks
{
    internal static async Task<IReadOnlyList<SelfCheck>> RunAsync(Climb climb, CancellationToken cancellationToken)
    {
        // Signing takes milliseconds of work; the climb must not wait for it.
        await Task.Yield();
        if (climb.Connection.SignIn.Method is not SignInMethod.PrivateKeyJwt)
            return NotApplicable(climb);
        try
        {
            var published = await PublishedKeys.ReadAsync(climb, cancellationToken).ConfigureAwait(false);
            return
            [
                KeyPairCheck.Run(climb, published),
                published.Check,
                await AssertionCheck.RunAsync(climb, cancellationToken).ConfigureAwait(false),
            ];
        }
        catch (Exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // A bug of ours in a side check must not take the ladder's verdict away.
            return [.. Kinds.Select(kind => new SelfCheck { Kind = kind, State = CheckState.CouldNotAssess, Note = "Our own check failed; engineering can see why." })];
        }
    }

    private static readonly SelfCheckKind[] Kinds = [SelfCheckKind.KeyPair, SelfCheckKind.PublishedKeys, SelfCheckKind.Assertion];

    private static IReadOnlyList<SelfCheck> NotApplicable(Climb climb)
    {
        if (climb.Connection.SignIn.Method is SignInMethod.None)
            return [.. Kinds.Select(kind => Without(kind, "This server needs no sign-in."))];
        var symbols = SignIn.SecretEncodings.Symbols(climb.Secrets.ClientSecret ?? "");
        return
        [
            Without(SelfCheckKind.KeyPair, "Sign-in uses a client secret. It has no stray spaces around it"
                + (symbols.Length == 0 ? "." : $", and it holds symbols that can be sent in two ways: {symbols}")),
            Without(SelfCheckKind.PublishedKeys, "Sign-in uses a client secret, no keys."),
            Without(SelfCheckKind.Assertion, "Sign-in uses a client secret, no signed message."),
        ];
    }

    private static SelfCheck Without(SelfCheckKind kind, string note) => new() { Kind = kind, State = CheckState.NotApplicable, Note = note };
}
