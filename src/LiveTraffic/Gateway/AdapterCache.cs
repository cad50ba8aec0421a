using EhrAdapters;
using LiveTraffic.Monitor;
using Microsoft.EntityFrameworkCore;
using Onboarding;
using Onboarding.Persistence;
using Onboarding.Sites;

namespace LiveTraffic.Gateway;

/// <summary>
/// One adapter per live site, so that all its requests share one access token. A saved edit, or another set of what the site may
/// reach, brings a new one; the old one ends with its last request and takes its open connections along.
/// </summary>
public sealed class AdapterCache(IEhrAdapterFactory adapters, SiteConnections connections, IDbContextFactory<OnboardingDb> factory, HostPulse pulse) : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<SiteId, Entry> entries = [];

    /// <summary>The adapter for the site as it is now; give it back by disposing the lease.</summary>
    public async Task<AdapterLease> RentAsync(Site site, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        // Read at every rent: an entry of the allow-list may have ended or run out since the adapter was made.
        var key = KeyOf(site.Version, await connections.GrantAsync(db, site, cancellationToken));
        if (TryRent(site.Id, key) is { } lease)
            return lease;
        var opened = await connections.OpenAsync(db, site, cancellationToken);
        var openedKey = KeyOf(site.Version, opened.Connection);
        lock (gate)
        {
            if (TryRent(site.Id, openedKey) is { } made)
                return made;
            if (entries.Remove(site.Id, out var old))
                old.Retire();
            var entry = entries[site.Id] = new(openedKey, adapters.Create(opened.Connection!, opened.Secrets));
            return Lease(entry);
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

    private static string KeyOf(int version, Connection? granted) => $"{version} {Json.Write(granted)}";

    private AdapterLease? TryRent(SiteId site, string key)
    {
        lock (gate)
            return entries.TryGetValue(site, out var entry) && entry.Key == key ? Lease(entry) : null;
    }

    private AdapterLease Lease(Entry entry) => new(entry.Use(), pulse.Begin(entry.Adapter.Connection.FhirBaseUrl.Authority));

    internal sealed class Entry(string key, IEhrAdapter adapter)
    {
        private readonly Lock gate = new();
        private int users;
        private bool retired;

        public string Key => key;

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
    private readonly IDisposable beat;
    private AdapterCache.Entry? entry;

    internal AdapterLease(AdapterCache.Entry entry, IDisposable beat) => (this.entry, this.beat) = (entry, beat);

    public IEhrAdapter Adapter => entry?.Adapter ?? throw new ObjectDisposedException(nameof(AdapterLease));

    public void Dispose()
    {
        beat.Dispose();
        Interlocked.Exchange(ref entry, null)?.Release();
    }
}
