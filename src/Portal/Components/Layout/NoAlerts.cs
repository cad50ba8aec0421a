using System.Security.Claims;

namespace Portal.Components.Layout;

/// <summary>The bell where no monitor is registered: nothing to report.</summary>
public sealed class NoAlerts : IAlertFeed
{
    public Task<IReadOnlyList<FrameAlert>> ReadAsync(ClaimsPrincipal person, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<FrameAlert>>([]);
}
