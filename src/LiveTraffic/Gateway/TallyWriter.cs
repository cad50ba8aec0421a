using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LiveTraffic.Gateway;

/// <summary>Writes down once a second what the gateway counted, and what is left when the portal goes down.</summary>
public sealed partial class TallyWriter(EncounterTally tally, TimeProvider time, ILogger<TallyWriter> logger) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await FlushAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await FlushAsync(stoppingToken);
    }

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await tally.FlushAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // What was counted waits for the next second.
            LogBrokenBatch(logger, fault.GetType().Name, fault.StackTrace);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Writing down what the gateway counted broke with {Fault} at {Trace}")]
    private static partial void LogBrokenBatch(ILogger logger, string fault, string? trace);
}
