using LiveTraffic.Alerting;
using LiveTraffic.Gateway;
using Microsoft.Extensions.Logging;
using Onboarding;
using Onboarding.Stages.GoLive.Hypercare;

namespace LiveTraffic.Monitor;

/// <summary>Writes the daily notes of hypercare, ends it, and tells when a limit is broken in between.</summary>
public sealed class HypercareWatch(EncounterTally tally, HypercareDesk desk, HypercareAlerts alerts, TimeProvider time, ILogger<HypercareWatch> logger) : RepeatedWork(Every, null, time, logger)
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    public override async Task LookAsync(CancellationToken cancellationToken)
    {
        // What was counted in the day's last second belongs into its note.
        await tally.FlushAsync(cancellationToken);
        await desk.WriteAsync(alerts.CountAsync, cancellationToken);
        await alerts.RaiseAsync(cancellationToken);
    }
}
