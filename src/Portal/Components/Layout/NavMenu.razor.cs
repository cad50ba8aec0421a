using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;

namespace Portal.Components.Layout;

/// <summary>Navigation by job, with counts that follow what happens elsewhere.</summary>
public sealed partial class NavMenu
{
    private IReadOnlyList<NavPlace> _places = [];
    private NavCounts _counts = NavCounts.None;
    private ClaimsPrincipal _person = new();

    [Inject]
    public required IAuthorizationService Authorization { get; init; }

    protected override async Task OnInitializedAsync()
    {
        _person = (await Authentication).User;
        var allowed = new List<NavPlace>();
        foreach (var place in NavPlace.All)
            if (place.Policy is null || (await Authorization.AuthorizeAsync(_person, place.Policy)).Succeeded)
                allowed.Add(place);
        _places = allowed;
        await base.OnInitializedAsync();
    }

    protected override async Task ReadAsync(CancellationToken cancellation) => _counts = await Counts.ReadAsync(_person, cancellation);

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
