using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;

namespace Portal.Components.Layout;

/// <summary>Navigation by job, with counts that follow what happens elsewhere.</summary>
public sealed partial class NavMenu : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<NavPlace> _places = [];
    private NavCounts _counts = NavCounts.None;
    private ClaimsPrincipal _person = new();
    private IDisposable? _subscription;
    private string _path = "/";

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IAuthorizationService Authorization { get; init; }

    [Inject]
    public required INavCounts Counts { get; init; }

    [CascadingParameter]
    public required Task<AuthenticationState> Authentication { get; set; }

    protected override async Task OnInitializedAsync()
    {
        _path = Navigation.PathOnly();
        Navigation.LocationChanged += Moved;
        _person = (await Authentication).User;
        var allowed = new List<NavPlace>();
        foreach (var place in NavPlace.All)
            if (place.Policy is null || (await Authorization.AuthorizeAsync(_person, place.Policy)).Succeeded)
                allowed.Add(place);
        _places = allowed;
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

    private void Moved(object? sender, LocationChangedEventArgs change)
    {
        _path = Navigation.PathOnly();
        _ = RefreshAsync();
    }

    private Task RefreshAsync() => InvokeAsync(async () =>
    {
        try
        {
            await ReadAsync();
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // The tab was closed while counts were read; nobody looks at them any more.
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    });

    private async Task ReadAsync()
    {
        if (_gone.IsCancellationRequested) return;
        _counts = await Counts.ReadAsync(_person, _gone.Token);
    }

    private int? CountOf(NavPlace place) => place.Href switch
    {
        "/" => _counts.MySites,
        "/pipeline" => _counts.Pipeline,
        "/review" => _counts.Review,
        _ => null,
    };
}

/// <summary>Small readings of the address.</summary>
public static class NavigationReading
{
    public static string PathOnly(this NavigationManager navigation) =>
        new Uri(navigation.Uri).AbsolutePath is { Length: > 1 } path ? path.TrimEnd('/') : "/";
}
