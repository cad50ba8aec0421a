using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Onboarding;
using Onboarding.Sites;

namespace Portal.Glue;

/// <summary>A page that follows what happens elsewhere: knows who looks, hears the hub, and stops when it is left.</summary>
public abstract class LivePage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource gone = new();
    private PageSubscription? subscription;

    [Inject]
    public required SiteHub Hub { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [CascadingParameter]
    public required Task<AuthenticationState> Authentication { get; set; }

    /// <summary>Who looks.</summary>
    protected Actor Me { get; private set; } = Actor.Portal;

    /// <summary>Cancelled when the page is left.</summary>
    protected CancellationToken Gone => gone.Token;

    protected override async Task OnInitializedAsync() => Me = (await Authentication).User.AsActor();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        subscription?.Dispose();
        gone.Cancel();
        gone.Dispose();
    }

    /// <summary>Hears of one site, or of all with null, instead of what was followed before.</summary>
    protected void Follow(SiteId? site)
    {
        subscription?.Dispose();
        subscription = new(Hub, site, Clock, HeardAsync);
    }

    /// <summary>Reads again what is shown; the page is drawn afterwards.</summary>
    protected abstract Task HearAsync(PageNews news);

    private Task HeardAsync(PageNews news) => InvokeAsync(async () =>
    {
        try
        {
            await HearAsync(news);
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // The page was left while it looked again.
        }
        catch (ObjectDisposedException) when (gone.IsCancellationRequested)
        {
            // The same, a moment later.
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    });
}
