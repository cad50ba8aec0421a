using System.Security.Cryptography;
using System.Text;
using EhrAdapters.SignIn;
using Microsoft.EntityFrameworkCore;
using Onboarding.Persistence;

namespace Onboarding.Outbound;

/// <summary>One refused sign-in. Names nobody: the client is a hash.</summary>
public sealed class SignInAttempt
{
    public Guid Id { get; init; }

    /// <summary>SHA-256 of who asked and where.</summary>
    public required string Client { get; init; }

    /// <summary>The finding's code.</summary>
    public required string Code { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>A fingerprint of what the client proved itself with, never the secret; null where it is not known.</summary>
    public string? Proof { get; init; }
}

/// <summary>The memory of refused sign-ins in the database: a restart forgets nothing, and all processes of the portal share the limit.</summary>
public sealed class StoredSignInAttempts(IDbContextFactory<OnboardingDb> factory, TimeProvider time) : ISignInAttempts
{
    // The longest rule looks back an hour; what is older says nothing any more.
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    public async ValueTask<IReadOnlyList<SignInRefusal>> RecentAsync(SignInClient client, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var (key, since) = (Key(client), time.GetUtcNow() - Kept);
        return await db.SignInAttempts.AsNoTracking().Where(row => row.Client == key && row.At > since)
            .OrderBy(row => row.At).Select(row => new SignInRefusal(row.Code, row.At, row.Proof)).ToListAsync(cancellationToken);
    }

    public async ValueTask RefusedAsync(SignInClient client, SignInRefusal refusal, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var since = time.GetUtcNow() - Kept;
        await db.SignInAttempts.Where(row => row.At <= since).ExecuteDeleteAsync(cancellationToken);
        db.SignInAttempts.Add(new() { Id = Guid.CreateVersion7(refusal.At), Client = Key(client), Code = refusal.Code, At = refusal.At, Proof = refusal.Proof });
        await db.SaveChangesAsync(cancellationToken);
    }

    public async ValueTask ForgetAsync(SignInClient client, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var key = Key(client);
        await db.SignInAttempts.Where(row => row.Client == key).ExecuteDeleteAsync(cancellationToken);
    }

    // The record's own text, so that whatever else comes to tell clients apart counts here too.
    private static string Key(SignInClient client) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(client.ToString())));
}
