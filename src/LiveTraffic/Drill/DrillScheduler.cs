using Microsoft.Extensions.Logging;
using Onboarding;

namespace LiveTraffic.Drill;

/// <summary>Wakes the work on drills: every few seconds, and as soon as something about a site changes.</summary>
public sealed class DrillScheduler(DrillWork work, SiteHub hub, TimeProvider time, ILogger<DrillScheduler> logger) : RepeatedWork(Tick, hub, time, logger)
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(10);

    public override Task LookAsync(CancellationToken cancellationToken) => work.LookAsync(cancellationToken);
}
