using Microsoft.AspNetCore.Components;

namespace Portal.Components.Layout;

/// <summary>Open alerts of live sites.</summary>
public sealed partial class AlertBell
{
    private IReadOnlyList<FrameAlert> _alerts = [];

    [Inject]
    public required IAlertFeed Feed { get; init; }

    private string Label => _alerts.Count == 0 ? "Alerts, none open" : $"Alerts, {_alerts.Count} open";

    protected override async Task ReadAsync(CancellationToken cancellation) =>
        _alerts = await Feed.ReadAsync((await Authentication).User, cancellation);
}
