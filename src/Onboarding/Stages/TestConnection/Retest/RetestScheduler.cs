using Microsoft.Extensions.Logging;

namespace Onboarding.Stages.TestConnection.Retest;

/// <summary>Wakes the work on plans: twice a minute, and as soon as something about a site changes.</summary>
public sealed class RetestScheduler(RetestWork work, SiteHub hub, TimeProvider time, ILogger<RetestScheduler> logger) : RepeatedWork(Tick, hub, time, logger)
{
    internal static readonly TimeSpan Tick = TimeSpan.FromSeconds(30);

    public override Task LookAsync(CancellationToken cancellationToken) => work.LookAsync(cancellationToken);
}
