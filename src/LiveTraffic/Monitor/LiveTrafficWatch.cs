using System.Collections.Concurrent;
using EhrAdapters.Diagnosis;
using LiveTraffic.Persistence;
using Microsoft.EntityFrameworkCore;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest;

namespace LiveTraffic.Monitor;

/// <summary>
/// Ends a load test when the live sites of the same host suffer: their own requests become slow, or a look at them fails. Where
/// they send too little to tell, one of them is looked at every few seconds, so that half a minute is enough to see it.
/// </summary>
public sealed class LiveTrafficWatch(
    IDbContextFactory<OnboardingDb> onboarding, IDbContextFactory<LiveTrafficDb> live, HospitalProbe probe, HostPulse pulse, TimeProvider time) : ILoadWatch
{
    // Fewer slow requests than this are chance.
    private const int FewestSlow = 3;
    private const double SlowShare = 0.05;

    // Three looks fall into the half minute that the pulse remembers.
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(8);

    private readonly ConcurrentDictionary<Guid, Looks> runs = new();

    public async Task<string?> StopBecauseAsync(StageRunContext context, CancellationToken cancellationToken)
    {
        var host = context.Connection!.FhirBaseUrl.Authority;
        var sites = await SitesAsync(host, cancellationToken);
        if (sites.Count == 0)
            return null;
        var reading = pulse.Of(host);
        if (reading.Slow >= FewestSlow && reading.Slow > reading.Count * SlowShare)
            return $"Live traffic of the same host suffers: {reading.Slow} of its last {reading.Count} requests took more than {HostPulse.SlowAfter.TotalSeconds:0} s.";
        if (await DownAsync(sites, cancellationToken) is { } down)
            return $"Live traffic of the same host suffers: {down.Name} is down.";
        return Look(context.RunId, sites, reading) ? $"Live traffic of the same host suffers: two looks in a row at a live site failed." : null;
    }

    private async Task<List<Site>> SitesAsync(string host, CancellationToken cancellationToken)
    {
        await using var db = await onboarding.CreateDbContextAsync(cancellationToken);
        var sites = await db.Sites.AsNoTracking().Where(site => StageList.WithTraffic.Contains(site.State)).ToListAsync(cancellationToken);
        return [.. sites.Where(site => string.Equals(site.Connection?.FhirBaseUrl.Authority, host, StringComparison.OrdinalIgnoreCase)).OrderBy(site => site.Id.Value)];
    }

    private async Task<Site?> DownAsync(List<Site> sites, CancellationToken cancellationToken)
    {
        await using var db = await live.CreateDbContextAsync(cancellationToken);
        var ids = sites.Select(site => site.Id).ToList();
        var down = await db.Health.AsNoTracking().Where(health => ids.Contains(health.SiteId) && health.Health == LiveHealth.Down).Select(health => health.SiteId).ToListAsync(cancellationToken);
        return sites.Find(site => down.Contains(site.Id));
    }

    /// <summary>Begins a look where one is due and nothing else tells; true where the last ones failed. Never waits for one.</summary>
    private bool Look(Guid run, List<Site> sites, HostReading reading)
    {
        Forget();
        var looks = runs.GetOrAdd(run, _ => new());
        lock (looks)
        {
            looks.Asked = time.GetUtcNow();
            if (looks.FailedInARow >= SiteHealth.DownAfter)
                return true;
            if (reading.Count >= FewestSlow && looks.Begun == 0)
                return false;
            if (looks.Last is { } last && time.GetElapsedTime(last) < LookEvery)
                return false;
            looks.Last = time.GetTimestamp();
            _ = LookAsync(looks, sites[looks.Begun++ % sites.Count]);
            return false;
        }
    }

    private async Task LookAsync(Looks looks, Site site)
    {
        // A look has a limit of its own and ends with it, also when the test has ended meanwhile.
        var (fault, _) = await probe.LookAsync(site, CancellationToken.None);
        lock (looks)
            looks.FailedInARow = fault is null ? 0 : fault.Owner is FaultOwner.OurService ? looks.FailedInARow : looks.FailedInARow + 1;
    }

    // Tests that have ended ask no more.
    private void Forget()
    {
        foreach (var (run, looks) in runs)
            if (time.GetUtcNow() - looks.Asked > HostPulse.Window)
                runs.TryRemove(run, out _);
    }

    private sealed class Looks
    {
        public DateTimeOffset Asked { get; set; }

        public long? Last { get; set; }

        public int Begun { get; set; }

        public int FailedInARow { get; set; }
    }
}
