using EhrAdapters;
using Microsoft.EntityFrameworkCore;
using Onboarding.Persistence;
using Onboarding.Sites;

namespace LiveTraffic.Gateway;

/// <summary>One adapter per live site, so that all its requests share one access token. A saved edit brings a new one; the old one ends with its last request.</summary>
public sealed class AdapterCache(IEhrAdapterFactory adapters, SiteConnections connections, IDbContextFactory<OnboardingDb> factory) : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<SiteId, Entry> entries = [];

    /// <summary>The adapter for the site as it is now; give it back by disposing the lease.</summary>
    public async Task<AdapterLease> RentAsync(Site site, CancellationToken cancellationToken)
    {
        if (TryRent(site) is { } lease)
            return lease;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var opened = await connections.OpenAsync(db, site, cancellationToken);
        lock (gate)
        {
            if (TryRent(site) is { } made)
                return made;
            if (entries.Remove(site.Id, out var old))
                old.Retire();
            var entry = entries[site.Id] = new(site.Version, adapters.Create(opened.Connection!, opened.Secrets));
            return new(entry.Use());
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var entry in entries.Values)
                entry.Retire();
            entries.Clear();
        }
    }

    private AdapterLease? TryRent(Site site)
    {
        lock (gate)
            return entries.TryGetValue(site.Id, out var entry) && entry.Version == site.Version ? new(entry.Use()) : null;
    }

    internal sealed class Entry(int version, IEhrAdapter adapter)
    {
        private readonly Lock gate = new();
        private int users;
        private bool retired;

        public int Version => version;

        public IEhrAdapter Adapter => adapter;

        public Entry Use()
        {
            lock (gate)
                users++;
            return this;
        }

        public void Release() => EndIf(() => users--);

        public void Retire() => EndIf(() => retired = true);

        private void EndIf(Action change)
        {
            bool over;
            lock (gate)
            {
                change();
                over = retired && users == 0;
            }

            if (over)
                adapter.Dispose();
        }
    }
}

/// <summary>The use of a shared adapter for one request.</summary>
public sealed class AdapterLease : IDisposable
{
    private AdapterCache.Entry? entry;

    internal AdapterLease(AdapterCache.Entry entry) => this.entry = entry;

    public IEhrAdapter Adapter => entry?.Adapter ?? throw new ObjectDisposedException(nameof(AdapterLease));

    public void Dispose() => Interlocked.Exchange(ref entry, null)?.Release();
}
