using System.Security.Claims;
using LiveTraffic.Alerting;
using Portal.Components.Controls;
using Portal.Components.Layout;

namespace Portal.Glue;

/// <summary>The bell: open alerts of live sites, the newest first.</summary>
public sealed class LiveAlertFeed(Alerts alerts) : IAlertFeed
{
    public async Task<IReadOnlyList<FrameAlert>> ReadAsync(ClaimsPrincipal person, CancellationToken cancellation) =>
    [
        .. (await alerts.OpenAsync(cancellation)).OrderByDescending(open => open.Alert.Since)
            .Select(open => new FrameAlert(
                $"{open.Site.Name}: {open.Alert.Cause}",
                open.Alert.AcknowledgedBy is { } who ? $"{who} looks after it" : open.Alert.Owner.Word(),
                SitePaths.Live, open.Alert.Since)),
    ];
}
