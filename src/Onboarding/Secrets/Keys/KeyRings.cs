using EhrAdapters;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Onboarding.Persistence;
using Onboarding.Sites;

namespace Onboarding.Secrets.Keys;

/// <summary>The commands on a site's key pairs: publish the next one, use it, go back, retire. What may be done when is the ring's own table.</summary>
public sealed class KeyRings(
    IDbContextFactory<OnboardingDb> factory,
    SiteService sites,
    SecretVault vault,
    IEhrAdapterFactory adapters,
    SiteHub hub,
    IOptions<OnboardingOptions> options,
    TimeProvider time)
{
    public async Task<KeyRing> FindAsync(Site site, EhrEnvironment environment, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return RingOf(site, environment, await KeysAsync(db.SiteKeys.AsNoTracking(), site.Id, environment, cancellationToken));
    }

    /// <summary>Makes or imports a key pair. The first of an environment signs from now on; any other is published as the next one.</summary>
    public Task<Result<Site>> AddAsync(SiteId id, int seenVersion, EhrEnvironment environment, SecretInput input, Actor by, CancellationToken cancellationToken) =>
        ChangeAsync(id, seenVersion, environment, by, async (db, site, keys, now) =>
        {
            if (RingOf(site, environment, keys).NotAdd() is { } notNow)
                return notNow;
            var read = vault.Read(id, environment, input, by);
            if (read.Refusal is { } unusable)
                return unusable;
            var key = read.Value!;
            if (SecretVault.Clash(key, [.. keys.Where(other => other.State is not KeyState.Retired)]) is { } clash)
                return clash;
            var first = keys.All(other => other.State is not KeyState.Active);
            if (first)
                key.Use(now);
            db.SiteKeys.Add(key);
            var how = key.Imported ? "imported" : "made";
            return first ? $"First key {how}: {Named(key)}" : $"Next key {how} and published beside the one in use: {Named(key)}";
        }, cancellationToken);

    /// <summary>Signs with the next key from now on; the one before stays published as retiring.</summary>
    /// <param name="atOnce">Before every hospital can have fetched the new list; a person takes that upon themselves.</param>
    public Task<Result<Site>> UseNextAsync(SiteId id, int seenVersion, EhrEnvironment environment, bool atOnce, Actor by, CancellationToken cancellationToken) =>
        ChangeAsync(id, seenVersion, environment, by, async (db, site, keys, now) =>
        {
            var ring = RingOf(site, environment, keys);
            if (ring.NotUse(now, atOnce) is { } notNow)
                return notNow;
            var early = ring.NextReadyAt > now;
            var next = keys.Single(key => key.State is KeyState.Next);
            keys.SingleOrDefault(key => key.State is KeyState.Active)?.StopUse(now);
            // One key signs at any moment, and the index that says so counts each row by itself.
            await db.SaveChangesAsync(cancellationToken);
            next.Use(now);
            return $"New key in use{(early ? ", before the overlap was over" : "")}: {Named(next)}";
        }, cancellationToken);

    /// <summary>Signs with a retiring key again; the one in use becomes the next one once more.</summary>
    public Task<Result<Site>> GoBackAsync(SiteId id, int seenVersion, EhrEnvironment environment, Guid keyId, Actor by, CancellationToken cancellationToken) =>
        ChangeAsync(id, seenVersion, environment, by, async (db, site, keys, now) =>
        {
            if (RingOf(site, environment, keys).NotGoBack(keyId) is { } refusal)
                return refusal;
            var back = keys.Single(key => key.Id == keyId);
            keys.SingleOrDefault(key => key.State is KeyState.Active)?.BackToNext();
            await db.SaveChangesAsync(cancellationToken);
            back.Use(now);
            return $"Back to the key before: {Named(back)}";
        }, cancellationToken);

    /// <summary>Takes a next or retiring key out of the published list and deletes its private half.</summary>
    /// <param name="atOnce">Before the overlap is over; a person takes that upon themselves.</param>
    public Task<Result<Site>> RetireAsync(SiteId id, int seenVersion, EhrEnvironment environment, Guid keyId, bool atOnce, Actor by, CancellationToken cancellationToken) =>
        ChangeAsync(id, seenVersion, environment, by, (_, site, keys, now) =>
        {
            if (RingOf(site, environment, keys).NotRetire(keyId, now, atOnce) is { } refusal)
                return Task.FromResult<Result<string>>(refusal);
            var key = keys.Single(other => other.Id == keyId);
            var what = key.State is KeyState.Next ? "Next key discarded" : "Old key retired";
            key.Retire(now);
            return Task.FromResult<Result<string>>($"{what}, its private half deleted: {Named(key)}");
        }, cancellationToken);

    /// <summary>Retires what has been published long enough since its last use. A next key is never used by itself: a person decides.</summary>
    public async Task RetireDueAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = time.GetUtcNow();
        var retiring = await db.SiteKeys.Where(key => key.State == KeyState.Retiring).ToListAsync(cancellationToken);
        var ids = retiring.Select(key => key.SiteId).ToHashSet();
        var of = await db.Sites.AsNoTracking().Where(site => ids.Contains(site.Id)).ToDictionaryAsync(site => site.Id, cancellationToken);
        var due = retiring.Where(key => RingOf(of[key.SiteId], key.Environment, [key]).NotRetire(key.Id, now, atOnce: false) is null).ToList();
        foreach (var key in due)
        {
            key.Retire(now);
            db.Note(key.SiteId, Actor.Portal, $"Old key retired after the overlap, its private half deleted: {Named(key)}", now);
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        foreach (var site in due.Select(key => key.SiteId).Distinct())
            hub.Publish(new(site));
    }

    private Task<Result<Site>> ChangeAsync(
        SiteId id, int seenVersion, EhrEnvironment environment, Actor by,
        Func<OnboardingDb, Site, IReadOnlyList<SiteKey>, DateTimeOffset, Task<Result<string>>> change, CancellationToken cancellationToken) =>
        sites.EditAsync(id, seenVersion, by, null, async (db, site, now) =>
        {
            var done = await change(db, site, await KeysAsync(db.SiteKeys, id, environment, cancellationToken), now);
            if (done.Refusal is { } refusal)
                return refusal;
            await db.SecretsStoredAsync(site, environment, by, now, cancellationToken);
            db.Note(id, by, $"{done.Value} ({Json.Word(environment)})", now);
            return new Done();
        }, cancellationToken);

    private static Task<List<SiteKey>> KeysAsync(IQueryable<SiteKey> keys, SiteId site, EhrEnvironment environment, CancellationToken cancellationToken) =>
        keys.Where(key => key.SiteId == site && key.Environment == environment).OrderByDescending(key => key.CreatedAt).ToListAsync(cancellationToken);

    private KeyRing RingOf(Site site, EhrEnvironment environment, IReadOnlyList<SiteKey> keys)
    {
        var cached = site.Connection is { } connection ? adapters.FindProfile(connection.Vendor)?.PublicKeyCacheLife : null;
        var overlap = new[] { options.Value.KeyOverlap, options.Value.PublicKeysMaxAge, cached ?? TimeSpan.Zero }.Max();
        return new(environment, [.. keys.Select(KeyFacts.Of)], overlap);
    }

    private static string Named(SiteKey key) => KeyFacts.ShortOf(key.Fingerprint);
}
