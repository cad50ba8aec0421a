using System.Security.Claims;
using LiveTraffic.Alerting;
using Onboarding.Lifecycle;
using Onboarding.Stages.GoLive.Drill;
using Portal.Components.Controls;
using Portal.Components.Layout;

namespace Portal.Glue;

/// <summary>The bell: open alerts of live sites and test alerts of fire drills, the newest first.</summary>
public sealed class LiveAlertFeed(Alerts alerts, FireDrills drills) : IAlertFeed
{
    public async Task<IReadOnlyList<FrameAlert>> ReadAsync(ClaimsPrincipal person, CancellationToken cancellation)
    {
        var real = (await alerts.OpenAsync(cancellation)).Select(open => new FrameAlert(
            $"{open.Site.Name}: {open.Alert.Cause}",
            open.Alert.AcknowledgedBy is { } who ? $"{who} looks after it" : open.Alert.Owner.Word(),
            SitePaths.Live, open.Alert.Since));
        var tests = (await drills.OpenAsync(cancellation)).Select(open => new FrameAlert(
            $"Test alert, {open.Site.Name}: nothing is down", "Acknowledge it for our side under “Fire drill”", SitePaths.Of(open.Site.Slug, Stage.GoLive), open.Drill.StartedAt));
        return [.. real.Concat(tests).OrderByDescending(alert => alert.RaisedAt)];
    }
}
