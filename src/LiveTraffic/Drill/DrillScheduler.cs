using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Onboarding;

namespace LiveTraffic.Drill;

/// <summary>Wakes the work on drills: every few seconds, and as soon as something about a site changes.</summary>
public sealed partial class DrillScheduler(DrillWork work, SiteHub hub, TimeProvider time, ILogger<DrillScheduler> logger) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        await using var timer = time.CreateTimer(_ => wake.Writer.TryWrite(true), null, TimeSpan.Zero, Tick);
        using var news = hub.Subscribe(null, happened =>
        {
            if (happened.Progress is null)
                wake.Writer.TryWrite(true);
        });
        try
        {
            await foreach (var _ in wake.Reader.ReadAllAsync(stoppingToken))
                await LookAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The portal goes down; the drills stay and are taken up again.
        }
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        try
        {
            await work.LookAsync(stoppingToken);
        }
        catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
        {
            // The next tick tries again; one broken look must not end all drills.
            LogFault(logger, fault.GetType().Name, fault.StackTrace);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A look at the fire drills broke with {Fault} at {Trace}")]
    private static partial void LogFault(ILogger logger, string fault, string? trace);
}
