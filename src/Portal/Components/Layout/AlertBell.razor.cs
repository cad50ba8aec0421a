using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;

namespace Portal.Components.Layout;

/// <summary>Alerts of live sites, read when the frame opens, on navigation, and when counts change.</summary>
public sealed partial class AlertBell : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<FrameAlert> _alerts = [];
    private IDisposable? _subscription;
    private int _open;

    [Inject]
    public required IAlertFeed Feed { get; init; }

    [Inject]
    public required INavCounts Counts { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [CascadingParameter]
    public required Task<AuthenticationState> Authentication { get; set; }

    private string Label => _open == 0 ? "Alerts, none open" : $"Alerts, {_open} open";

    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += Moved;
        _subscription = Counts.Subscribe(RefreshAsync);
        await ReadAsync();
    }

    public void Dispose()
    {
        Navigation.LocationChanged -= Moved;
        _subscription?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    private void Moved(object? sender, LocationChangedEventArgs change) => _ = RefreshAsync();

    private Task RefreshAsync() => InvokeAsync(async () =>
    {
        try
        {
            await ReadAsync();
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // The tab was closed while alerts were read.
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    });

    private async Task ReadAsync()
    {
        if (_gone.IsCancellationRequested) return;
        _alerts = await Feed.ReadAsync((await Authentication).User, _gone.Token);
        _open = _alerts.Count(alert => alert.IsOpen);
    }
}
