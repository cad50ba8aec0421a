using LiveTraffic.Alerting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Onboarding.Stages.GoLive.Hypercare;

namespace LiveTraffic.Monitor;

/// <summary>Writes the daily notes of hypercare, ends it, and tells when a limit is broken in between.</summary>
public sealed partial class HypercareWatch(HypercareDesk desk, HypercareAlerts alerts, TimeProvider time, ILogger<HypercareWatch> logger) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await desk.WriteAsync(alerts.CountAsync, cancellationToken);
        await alerts.RaiseAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // The next look catches up with the days that are missing.
                LogBrokenLook(logger, fault.GetType().Name, fault.StackTrace);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A look at hypercare broke with {Fault} at {Trace}")]
    private static partial void LogBrokenLook(ILogger logger, string fault, string? trace);
}
