using System.Collections.Concurrent;

namespace EhrAdapters.SignIn;

/// <summary>Remembers refusals for as long as the process lives; whoever needs more registers a memory of their own.</summary>
internal sealed class InMemorySignInAttempts(TimeProvider time) : ISignInAttempts
{
    private readonly ConcurrentDictionary<SignInClient, IReadOnlyList<SignInRefusal>> refusals = new();

    public ValueTask<IReadOnlyList<SignInRefusal>> RecentAsync(SignInClient client, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Recent(refusals.GetValueOrDefault(client, [])));

    public ValueTask RefusedAsync(SignInClient client, SignInRefusal refusal, CancellationToken cancellationToken)
    {
        refusals.AddOrUpdate(client, _ => [refusal], (_, known) => [.. Recent(known), refusal]);
        return ValueTask.CompletedTask;
    }

    public ValueTask ForgetAsync(SignInClient client, CancellationToken cancellationToken)
    {
        refusals.TryRemove(client, out _);
        return ValueTask.CompletedTask;
    }

    private IReadOnlyList<SignInRefusal> Recent(IReadOnlyList<SignInRefusal> known) =>
        [.. known.Where(refusal => refusal.At > time.GetUtcNow() - AttemptLimit.Window)];
}
