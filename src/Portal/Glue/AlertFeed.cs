using System.Security.Claims;
using LiveTraffic.Alerting;
using Portal.Components.Layout;

namespace Portal.Glue;

/// <summary>The open alerts of live sites, for the bell.</summary>
public sealed class AlertFeed(Alerts alerts) : IAlertFeed
{
    public async Task<IReadOnlyList<FrameAlert>> ReadAsync(ClaimsPrincipal person, CancellationToken cancellation) =>
        [.. (await alerts.OpenAsync(cancellation)).OrderByDescending(open => open.Alert.Since).Select(open => new FrameAlert(
            $"{open.Site.Name} is down", open.Alert.Cause, SitePaths.Of(open.Site.Slug), open.Alert.Since, IsOpen: open.Alert.AcknowledgedAt is null))];
}
