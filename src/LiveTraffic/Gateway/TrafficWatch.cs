using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Sites;

namespace LiveTraffic.Gateway;

/// <summary>
/// Knows every request in flight and cancels those of a site whose traffic was stopped, at once where this process heard of it and
/// within a look where another did. Looks only while requests are in flight.
/// </summary>
public sealed partial class TrafficWatch : IDisposable
{
    /// <summary>Well below the second in which a stop has to take effect.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    private readonly IDbContextFactory<OnboardingDb> factory;
    private readonly ILogger<TrafficWatch> logger;
    private readonly Lock gate = new();
    private readonly Dictionary<SiteId, HashSet<RequestInFlight>> flying = [];
    private readonly IDisposable hearing;
    private readonly ITimer timer;
    private int looking;

    public TrafficWatch(IDbContextFactory<OnboardingDb> factory, SiteHub hub, TimeProvider time, ILogger<TrafficWatch> logger)
    {
        (this.factory, this.logger) = (factory, logger);
        hearing = hub.Subscribe(null, happened =>
        {
            if (happened.Progress is null && Flies(happened.SiteId))
                _ = LookAsync();
        });
        timer = time.CreateTimer(_ => _ = LookAsync(), null, LookEvery, LookEvery);
    }

    /// <summary>Takes part until it is disposed.</summary>
    /// <param name="drill">The fire drill whose request it is; those are cut when the drill rolls back, whatever the site's state.</param>
    public RequestInFlight Enter(SiteId site, Guid? drill = null)
    {
        var request = new RequestInFlight(this, site, drill);
        lock (gate)
        {
            if (!flying.TryGetValue(site, out var requests))
                flying[site] = requests = [];
            requests.Add(request);
        }

        return request;
    }

    public void Dispose()
    {
        hearing.Dispose();
        timer.Dispose();
    }

    internal void Leave(RequestInFlight request)
    {
        lock (gate)
        {
            if (flying.TryGetValue(request.Site, out var requests) && requests.Remove(request) && requests.Count == 0)
                flying.Remove(request.Site);
        }
    }

    private bool Flies(SiteId site)
    {
        lock (gate)
            return flying.ContainsKey(site);
    }

    // Runs on a timer and on the hub's thread, so nothing may escape; the next look is a moment away.
    private async Task LookAsync()
    {
        if (Interlocked.Exchange(ref looking, 1) == 1)
            return;
        try
        {
            await StopAsync();
        }
        catch (Exception fault)
        {
            LogBrokenLook(logger, fault.GetType().Name, fault.StackTrace);
        }
        finally
        {
            Volatile.Write(ref looking, 0);
        }
    }

    private async Task StopAsync()
    {
        List<SiteId> sites;
        lock (gate)
            sites = [.. flying.Keys];
        if (sites.Count == 0)
            return;
        await using var db = await factory.CreateDbContextAsync();
        var stopped = await db.Sites.AsNoTracking().Where(site => sites.Contains(site.Id) && !StageList.WithTraffic.Contains(site.State)).Select(site => site.Id).ToListAsync();
        List<RequestInFlight> requests, rehearsed;
        lock (gate)
            rehearsed = [.. flying.Values.SelectMany(site => site).Where(request => request.Drill is not null)];
        var open = rehearsed.Count == 0 ? [] : await db.FireDrills.AsNoTracking().Where(drill => drill.GatewayOpen).Select(drill => drill.Id).ToListAsync();
        lock (gate)
            requests = [.. stopped.SelectMany(site => flying.GetValueOrDefault(site) ?? []).Where(request => request.Drill is null), .. rehearsed.Where(request => !open.Contains(request.Drill!.Value))];
        foreach (var request in requests)
            request.Stop();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A look at the requests in flight broke with {Fault} at {Trace}")]
    private static partial void LogBrokenLook(ILogger logger, string fault, string? trace);
}

/// <summary>One request that a site's stop cancels.</summary>
public sealed class RequestInFlight(TrafficWatch watch, SiteId site, Guid? drill) : IDisposable
{
    private readonly CancellationTokenSource stop = new();

    public SiteId Site => site;

    public Guid? Drill => drill;

    /// <summary>Cancelled when the site's traffic was stopped.</summary>
    public CancellationToken Stopped => stop.Token;

    internal void Stop()
    {
        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It was answered in the same moment.
        }
    }

    public void Dispose()
    {
        watch.Leave(this);
        stop.Dispose();
    }
}
