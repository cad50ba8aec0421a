using LiveTraffic.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Onboarding.Sites;

namespace LiveTraffic.Downtime;

/// <summary>Lets every queue work while something waits: by its waits, and at once when the probe says that the hospital is up.</summary>
public sealed partial class QueueWorker(DowntimeQueue queue, QueueMessages messages, IDbContextFactory<LiveTrafficDb> factory, TimeProvider time, ILogger<QueueWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <summary>Tries what is due at one site.</summary>
    public async Task WorkAsync(SiteId site, CancellationToken cancellationToken)
    {
        if (queue.LaneOf(site) is not { } lane)
            return;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var upAt = await db.Health.AsNoTracking().Where(health => health.SiteId == site && health.Health == LiveHealth.Up && health.FailuresInARow == 0)
            .Select(health => (DateTimeOffset?)health.LastProbeAt).SingleOrDefaultAsync(cancellationToken);
        await lane.WorkAsync(upAt, cancellationToken);
    }

    /// <summary>Tells of every queue what is new.</summary>
    public async Task TellAsync(CancellationToken cancellationToken)
    {
        foreach (var site in queue.Sites.Union(messages.Open).ToList())
            await messages.TellAsync(site, queue.Of(site), cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Tick, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                // Side by side and not waited for: one slow hospital must not hold up the others.
                foreach (var site in queue.Sites)
                    _ = GuardAsync(token => WorkAsync(site, token), stoppingToken);
                await GuardAsync(TellAsync, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The portal goes down, and what waits is lost with its memory.
        }
    }

    private async Task GuardAsync(Func<CancellationToken, Task> work, CancellationToken stoppingToken)
    {
        try
        {
            await work(stoppingToken);
        }
        catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
        {
            // The next tick tries again; one broken look must not end every queue.
            LogFault(logger, fault.GetType().Name, fault.StackTrace);
        }
        catch (OperationCanceledException)
        {
            // The portal goes down.
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A look at the queues broke with {Fault} at {Trace}")]
    private static partial void LogFault(ILogger logger, string fault, string? trace);
}
