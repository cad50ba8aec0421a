using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;

namespace Portal.Components.Layout;

/// <summary>A part of the frame that shows figures: read when the frame opens, on navigation, and when counts change.</summary>
public abstract class FrameReader : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IDisposable? _subscription;

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required INavCounts Counts { get; init; }

    [CascadingParameter]
    public required Task<AuthenticationState> Authentication { get; set; }

    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += Moved;
        _subscription = Counts.Subscribe(RefreshAsync);
        await LookAsync();
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        Navigation.LocationChanged -= Moved;
        _subscription?.Dispose();
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <summary>Reads what is shown; it is drawn afterwards.</summary>
    protected abstract Task ReadAsync(CancellationToken cancellation);

    private Task LookAsync() => _gone.IsCancellationRequested ? Task.CompletedTask : ReadAsync(_gone.Token);

    private void Moved(object? sender, LocationChangedEventArgs change) => _ = RefreshAsync();

    private Task RefreshAsync() => InvokeAsync(async () =>
    {
        try
        {
            await LookAsync();
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // The tab was closed meanwhile; nobody looks at the figures any more.
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    });
}
