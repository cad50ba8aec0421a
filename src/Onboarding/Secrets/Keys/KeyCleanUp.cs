using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Onboarding.Secrets.Keys;

/// <summary>Retires old keys once their overlap is over, at the start and every quarter of an hour.</summary>
public sealed partial class KeyCleanUp(KeyRings rings, TimeProvider time, ILogger<KeyCleanUp> logger) : BackgroundService
{
    internal static readonly TimeSpan Interval = TimeSpan.FromMinutes(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await rings.RetireDueAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // The next round looks again; a key that is published too long harms nobody.
                LogBrokenRound(logger, fault.GetType().Name, fault.StackTrace);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Retiring old keys broke with {Fault} at {Trace}")]
    private static partial void LogBrokenRound(ILogger logger, string fault, string? trace);
}
