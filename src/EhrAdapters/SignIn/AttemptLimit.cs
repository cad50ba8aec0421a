using System.Collections.Concurrent;
using System.Globalization;
using EhrAdapters.Diagnosis;

namespace EhrAdapters.SignIn;

/// <summary>
/// The policy that protects a hospital's client from being locked out: while a refusal stands, at most one attempt a minute and
/// three an hour (diagnosis.md). Readings that an attempt tries in turn count as one.
/// </summary>
internal sealed class AttemptLimit(ISignInAttempts attempts, TimeProvider time)
{
    private readonly ConcurrentDictionary<SignInClient, SemaphoreSlim> turns = new();

    public const int Most = 3;

    public static readonly TimeSpan Between = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    // Refusals that concern who we are or what we prove it with. Servers count these towards a lock; a wrong scope or a busy server they do not.
    private static readonly HashSet<string> Standing =
    [
        FindingCodes.OauthInvalidClient, FindingCodes.OauthSecretEncoding, FindingCodes.OauthKeyWeak, FindingCodes.OauthAlg, FindingCodes.OauthKidUnknown,
        FindingCodes.OauthJwksUnreachable, FindingCodes.OauthClock, FindingCodes.OauthReplay, FindingCodes.OauthInvalidGrant, FindingCodes.OauthUnauthorizedClient,
    ];

    /// <summary>True for a refusal that stands until somebody acts.</summary>
    public static bool Stands(string code) => Standing.Contains(code);

    /// <summary>Waits for our turn at this client's door, so that two adapters that start together do not both spend a try.</summary>
    public async ValueTask<IDisposable> TurnAsync(SignInClient client, CancellationToken cancellationToken)
    {
        var turn = turns.GetOrAdd(client, _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Turn(turn);
    }

    /// <summary>What holds the client back at this moment; null where it may try.</summary>
    public async ValueTask<HeldBack?> FindAsync(SignInClient client, Func<string> proof, CancellationToken cancellationToken)
    {
        var tries = await TriesAsync(client, proof, cancellationToken).ConfigureAwait(false);
        if (tries.Count == 0)
            return null;
        var next = tries[^1].At + Between;
        if (tries.Count >= Most && tries[^Most].At + Window is var hour && hour > next)
            next = hour;
        return next > time.GetUtcNow() ? new HeldBack(tries[^1].Code, Math.Min(tries.Count, Most), tries[^1].At, next) : null;
    }

    /// <summary>Notes how an attempt ended; the result's evidence then tells how many are used up.</summary>
    public async ValueTask<EhrResult<AccessToken>> NoteAsync(SignInClient client, Func<string> proof, EhrResult<AccessToken> result, CancellationToken cancellationToken)
    {
        if (result.Succeeded)
        {
            if ((await attempts.RecentAsync(client, cancellationToken).ConfigureAwait(false)).Count > 0)
                await attempts.ForgetAsync(client, cancellationToken).ConfigureAwait(false);
            return result;
        }

        if (!Stands(result.Finding!.Code))
            return result;
        await attempts.RefusedAsync(client, new SignInRefusal(result.Finding.Code, time.GetUtcNow(), proof()), cancellationToken).ConfigureAwait(false);
        var tries = await TriesAsync(client, proof, cancellationToken).ConfigureAwait(false);
        return result.Finding with { Evidence = [.. result.Finding.Evidence, Used(tries.Count)] };
    }

    public static EvidenceItem Used(int tries) => new("Sign-in attempts", string.Create(CultureInfo.InvariantCulture, $"{Math.Min(tries, Most)} of {Most} tries this hour used"));

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }

    private async ValueTask<IReadOnlyList<SignInRefusal>> TriesAsync(SignInClient client, Func<string> proof, CancellationToken cancellationToken)
    {
        var recent = await attempts.RecentAsync(client, cancellationToken).ConfigureAwait(false);
        if (recent.Count == 0)
            return recent;
        var (ours, since) = (proof(), time.GetUtcNow() - Window);
        return [.. recent.Where(refusal => refusal.At > since && (refusal.Proof ?? ours) == ours).OrderBy(refusal => refusal.At)];
    }
}

/// <summary>A refusal that stands.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Used">How many of the hour's tries are used.</param>
/// <param name="Since">When it was last given.</param>
/// <param name="NextTry">When the next try is permitted.</param>
internal sealed record HeldBack(string Code, int Used, DateTimeOffset Since, DateTimeOffset NextTry);
