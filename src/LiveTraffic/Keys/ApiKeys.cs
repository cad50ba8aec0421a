using System.Security.Cryptography;
using System.Text;
using LiveTraffic.Persistence;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Onboarding;
using Onboarding.Persistence;
using Onboarding.Sites;

namespace LiveTraffic.Keys;

/// <summary>A key at the one moment when it can be read.</summary>
public sealed record NewApiKey(string Plain, string Prefix)
{
    public override string ToString() => $"(key {Prefix}…)";
}

/// <summary>The keys that let our product's callers ask for a live site's patients.</summary>
public sealed class ApiKeys(IDbContextFactory<LiveTrafficDb> factory, IDbContextFactory<OnboardingDb> sites, TimeProvider time)
{
    private const int KeyBytes = 32;
    private const int PrefixLength = 8;
    private const int MostKeys = 20;

    /// <summary>Makes a key; its plain form is told this once.</summary>
    public async Task<Result<NewApiKey>> CreateAsync(SiteId site, Actor by, CancellationToken cancellationToken)
    {
        if (!by.MayWork)
            return Actor.LooksOn;
        await using var onboarding = await sites.CreateDbContextAsync(cancellationToken);
        if (!await onboarding.Sites.AnyAsync(row => row.Id == site, cancellationToken))
            return SiteRefusals.NotFound;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.ApiKeys.CountAsync(key => key.SiteId == site && key.RevokedAt == null, cancellationToken) >= MostKeys)
            return new Refusal("too-many-keys", $"This site has {MostKeys} keys already. Revoke one that is no longer used.");
        var now = time.GetUtcNow();
        var plain = $"sk_{WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(KeyBytes))}";
        var made = new ApiKey { Id = Guid.CreateVersion7(now), SiteId = site, Prefix = plain[..PrefixLength], Hash = Hash(plain), CreatedBy = by.Name, CreatedAt = now };
        db.ApiKeys.Add(made);
        await db.SaveChangesAsync(cancellationToken);
        await NoteAsync(onboarding, site, by, $"Key {made.Prefix}… made", now, cancellationToken);
        return new NewApiKey(plain, made.Prefix);
    }

    /// <summary>Every key of a site, the revoked ones too, newest first.</summary>
    public async Task<IReadOnlyList<ApiKey>> ListAsync(SiteId site, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.ApiKeys.AsNoTracking().Where(key => key.SiteId == site).OrderByDescending(key => key.CreatedAt).ToListAsync(cancellationToken);
    }

    public async Task<Result<Done>> RevokeAsync(Guid id, Actor by, CancellationToken cancellationToken)
    {
        if (!by.MayWork)
            return Actor.LooksOn;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.ApiKeys.SingleOrDefaultAsync(key => key.Id == id, cancellationToken) is not { } key)
            return new Refusal("key-not-found", "There is no such key. It may belong to a site that is gone.");
        if (key.RevokedAt is not null)
            return new Done();
        var now = time.GetUtcNow();
        key.RevokedAt = now;
        await db.SaveChangesAsync(cancellationToken);
        await using var onboarding = await sites.CreateDbContextAsync(cancellationToken);
        await NoteAsync(onboarding, key.SiteId, by, $"Key {key.Prefix}… revoked", now, cancellationToken);
        return new Done();
    }

    /// <summary>True where this is a living key of this site. Takes the same time for every wrong key.</summary>
    public async Task<bool> OpensAsync(SiteId site, string? plain, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(plain))
            return false;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var hashes = await db.ApiKeys.AsNoTracking().Where(key => key.SiteId == site && key.RevokedAt == null).Select(key => key.Hash).ToListAsync(cancellationToken);
        var presented = Hash(plain);
        return hashes.Aggregate(false, (opens, hash) => opens | CryptographicOperations.FixedTimeEquals(hash, presented));
    }

    private static byte[] Hash(string plain) => SHA256.HashData(Encoding.UTF8.GetBytes(plain));

    private static async Task NoteAsync(OnboardingDb db, SiteId site, Actor by, string what, DateTimeOffset now, CancellationToken cancellationToken)
    {
        db.Audit.Add(new() { Id = Guid.CreateVersion7(now), SiteId = site, At = now, ActorId = by.Id, ActorName = by.Name, What = what });
        await db.SaveChangesAsync(cancellationToken);
    }
}
