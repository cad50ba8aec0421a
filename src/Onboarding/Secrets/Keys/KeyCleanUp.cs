using Microsoft.Extensions.Logging;

namespace Onboarding.Secrets.Keys;

/// <summary>Retires old keys once their overlap is over, at the start and every quarter of an hour.</summary>
public sealed class KeyCleanUp(KeyRings rings, TimeProvider time, ILogger<KeyCleanUp> logger) : RepeatedWork(Interval, null, time, logger)
{
    internal static readonly TimeSpan Interval = TimeSpan.FromMinutes(15);

    public override Task LookAsync(CancellationToken cancellationToken) => rings.RetireDueAsync(cancellationToken);
}
