using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Onboarding;

/// <summary>
/// Work that is looked at from the start, with every tick, and with whatever happens to a site where it hears of that.
/// Looks come one after the other, and a broken one ends nothing: the next tick tries again.
/// </summary>
/// <param name="hub">Null where the tick alone is soon enough.</param>
public abstract partial class RepeatedWork(TimeSpan tick, SiteHub? hub, TimeProvider time, ILogger logger) : BackgroundService
{
    /// <summary>Does what is due.</summary>
    public abstract Task LookAsync(CancellationToken cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A full channel means that a look is due anyway.
        var wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        await using var timer = time.CreateTimer(_ => wake.Writer.TryWrite(true), null, TimeSpan.Zero, tick);
        using var news = hub?.Subscribe(null, happened =>
        {
            if (happened.Progress is null)
                wake.Writer.TryWrite(true);
        });
        try
        {
            await foreach (var _ in wake.Reader.ReadAllAsync(stoppingToken))
                await GuardAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The portal goes down; what was due is due after the next start.
        }
    }

    /// <summary>One look, which breaks nothing but itself.</summary>
    protected async Task GuardAsync(CancellationToken cancellationToken)
    {
        try
        {
            await LookAsync(cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            LogBrokenLook(logger, GetType().Name, fault.GetType().Name, fault.StackTrace);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A look of {Work} broke with {Fault} at {Trace}")]
    private static partial void LogBrokenLook(ILogger logger, string work, string fault, string? trace);
}
