using Microsoft.Extensions.Logging;

namespace Onboarding.Stages.GoLive.Schedule;

/// <summary>Wakes the work on schedules: twice a minute, and as soon as something about a site changes.</summary>
public sealed class GoLiveScheduler(ScheduleWork work, SiteHub hub, TimeProvider time, ILogger<GoLiveScheduler> logger) : RepeatedWork(Tick, hub, time, logger)
{
    internal static readonly TimeSpan Tick = TimeSpan.FromSeconds(30);

    public override Task LookAsync(CancellationToken cancellationToken) => work.LookAsync(cancellationToken);
}
