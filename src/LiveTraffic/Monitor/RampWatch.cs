using LiveTraffic.Alerting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Onboarding.Stages.GoLive.Ramp;

namespace LiveTraffic.Monitor;

/// <summary>Looks at every ramp again and again; the rules decide, and somebody is told where they went back.</summary>
public sealed partial class RampWatch(Ramps ramps, StopAlerts alerts, TimeProvider time, ILogger<RampWatch> logger) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await ramps.LookAsync(cancellationToken);
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
                // The next look decides; until then nothing is promoted.
                LogBrokenLook(logger, fault.GetType().Name, fault.StackTrace);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A look at the ramps broke with {Fault} at {Trace}")]
    private static partial void LogBrokenLook(ILogger logger, string fault, string? trace);
}
