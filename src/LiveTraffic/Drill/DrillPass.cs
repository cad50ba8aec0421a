using LiveTraffic.Gateway;
using Microsoft.EntityFrameworkCore;
using Onboarding.Persistence;

namespace LiveTraffic.Drill;

/// <summary>Lets a fire drill's own requests through the gateway, and nobody else's: no caller can send one, because it exists in this process's memory only.</summary>
public sealed class DrillPass(Guid drill)
{
    private readonly TaskCompletionSource holding = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Guid Drill => drill;

    /// <summary>True while these requests find the hospital down.</summary>
    public bool Outage { get; set; }

    /// <summary>True for a request that stays in flight after the hospital's answer, until it is cut.</summary>
    public bool Holds { get; init; }

    /// <summary>Ends once a request is held in flight.</summary>
    public Task Holding => holding.Task;

    internal async Task HoldAsync(CancellationToken cancellationToken)
    {
        if (!Holds)
            return;
        holding.TrySetResult();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
    }

    /// <summary>Why the drill's requests are refused; null while it has opened the gateway for itself.</summary>
    internal static async Task<GatewayRefusal?> RefusedAsync(OnboardingDb db, Guid drill, CancellationToken cancellationToken) =>
        await db.FireDrills.AsNoTracking().AnyAsync(row => row.Id == drill && row.GatewayOpen, cancellationToken) ? null : GatewayRefusal.DrillRolledBack;
}
