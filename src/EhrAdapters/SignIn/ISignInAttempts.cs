namespace EhrAdapters.SignIn;

/// <summary>
/// Remembers refused sign-ins, so that we never knock until a hospital locks our client out: while a refusal stands, at most
/// one attempt a minute and three an hour (diagnosis.md). The memory is the caller's, so that it outlives a restart.
/// </summary>
public interface ISignInAttempts
{
    /// <summary>The refusals of the last hour for this client at this token endpoint, oldest first.</summary>
    ValueTask<IReadOnlyList<SignInRefusal>> RecentAsync(SignInClient client, CancellationToken cancellationToken);

    /// <summary>Notes a refusal.</summary>
    ValueTask RefusedAsync(SignInClient client, SignInRefusal refusal, CancellationToken cancellationToken);

    /// <summary>Forgets the refusals: the client was let in.</summary>
    ValueTask ForgetAsync(SignInClient client, CancellationToken cancellationToken);
}

/// <summary>Who asks, and where. Two connections of one client at one endpoint share the limit, as they share the lock.</summary>
/// <param name="TokenEndpoint">The token endpoint, without query.</param>
/// <param name="ClientId">Our client id.</param>
public sealed record SignInClient(Uri TokenEndpoint, string ClientId);

/// <summary>One refused sign-in.</summary>
/// <param name="Code">The finding's code, such as <c>OAUTH-INVALID-CLIENT</c>.</param>
/// <param name="At">When it was refused.</param>
/// <param name="Proof">
/// A fingerprint of what the client proved itself with, never the secret. Refusals of another proof do not hold the present one
/// back, so that a corrected secret or key may be tried at once. Null counts as the present proof.
/// </param>
public sealed record SignInRefusal(string Code, DateTimeOffset At, string? Proof = null);
