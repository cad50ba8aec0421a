using LiveTraffic.Alerting;
using Microsoft.Extensions.Logging;
using Onboarding;
using Onboarding.Stages.GoLive.Ramp;

namespace LiveTraffic.Monitor;

/// <summary>Looks at every ramp again and again; the rules decide, and somebody is told where they went back.</summary>
public sealed class RampWatch(Ramps ramps, StopAlerts alerts, TimeProvider time, ILogger<RampWatch> logger) : RepeatedWork(Every, null, time, logger)
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    public override async Task LookAsync(CancellationToken cancellationToken)
    {
        await ramps.LookAsync(cancellationToken);
        await alerts.RaiseAsync(cancellationToken);
    }
}
