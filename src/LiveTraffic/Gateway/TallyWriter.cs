using Microsoft.Extensions.Logging;
using Onboarding;

namespace LiveTraffic.Gateway;

/// <summary>Writes down once a second what the gateway counted, and what is left when the portal goes down.</summary>
public sealed class TallyWriter(EncounterTally tally, TimeProvider time, ILogger<TallyWriter> logger) : RepeatedWork(Every, null, time, logger)
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    public override Task LookAsync(CancellationToken cancellationToken) => tally.FlushAsync(cancellationToken);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await GuardAsync(cancellationToken);
    }
}
