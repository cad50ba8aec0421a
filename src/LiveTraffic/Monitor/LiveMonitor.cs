using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Hypercare;

namespace LiveTraffic.Monitor;

/// <summary>Probes every live site each interval, and a site at once when it goes live.</summary>
public sealed partial class LiveMonitor(
    IDbContextFactory<OnboardingDb> factory,
    HospitalProbe probe,
    HealthBook book,
    SiteHub hub,
    IOptions<LiveTrafficOptions> options,
    TimeProvider time,
    ILogger<LiveMonitor> logger) : BackgroundService
{
    private const int AtOnce = 4;

    private readonly HashSet<SiteId> watched = [];

    /// <summary>One round over all live sites.</summary>
    public async Task ProbeAllAsync(CancellationToken cancellationToken)
    {
        var live = await LiveAsync(cancellationToken);
        await book.ForgetOthersAsync([.. live.Select(site => site.Id)], cancellationToken);
        await ProbeAsync(live, cancellationToken);
        watched.Clear();
        watched.UnionWith(live.Select(site => site.Id));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A full channel means that a look is due anyway.
        var changes = Channel.CreateBounded<SiteId>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var subscription = hub.Subscribe(null, happened => changes.Writer.TryWrite(happened.SiteId));
        var next = time.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            var left = options.Value.ProbeInterval - time.GetElapsedTime(next);
            if (watched.Count == 0 || left <= TimeSpan.Zero)
            {
                next = time.GetTimestamp();
                await GuardAsync(ProbeAllAsync, stoppingToken);
                left = options.Value.ProbeInterval;
            }
            else
            {
                await GuardAsync(ProbeNewAsync, stoppingToken);
            }

            using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            await Task.WhenAny(changes.Reader.ReadAsync(either.Token).AsTask(), Task.Delay(left, time, either.Token));
            await either.CancelAsync();
        }
    }

    private async Task ProbeNewAsync(CancellationToken cancellationToken)
    {
        var fresh = (await LiveAsync(cancellationToken)).Where(site => watched.Add(site.Id)).ToList();
        await ProbeAsync(fresh, cancellationToken);
    }

    private async Task<List<Site>> LiveAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Sites.AsNoTracking().Where(site => StageList.WithTraffic.Contains(site.State)).ToListAsync(cancellationToken);
    }

    private Task ProbeAsync(IReadOnlyList<Site> sites, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(sites, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (site, token) =>
        {
            var (fault, took) = await probe.LookAsync(site, token);
            await book.RecordAsync(site.Id, fault, took, token, site.State is SiteState.Hypercare ? HypercareLimits.ProbesBeforeAlert : HealthBook.AlertAfter);
        });

    // A monitor that dies of one bad round would be silent just when it is needed.
    private async Task GuardAsync(Func<CancellationToken, Task> round, CancellationToken stoppingToken)
    {
        try
        {
            await round(stoppingToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogBrokenRound(logger, fault.GetType().Name, fault.StackTrace);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The portal goes down; the round is taken up after the next start.
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A round of the monitor broke with {Fault} at {Trace}")]
    private static partial void LogBrokenRound(ILogger logger, string fault, string? trace);
}
