using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Portal.Components.Layout;

/// <summary>Ctrl K from anywhere, some letters, Enter: the site is open.</summary>
public sealed partial class FindBox
{
    private static readonly Dictionary<string, object?> Spoken = new() { ["aria-label"] = "Find a site or a run" };
    private FoundSite? _found;

    [Inject]
    public required ISiteFinder Finder { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [CascadingParameter]
    public required Task<AuthenticationState> Authentication { get; set; }

    private async Task<IEnumerable<FoundSite>> SearchAsync(string? text, CancellationToken cancellation) =>
        await Finder.FindAsync(text?.Trim() ?? "", (await Authentication).User, cancellation);

    private void Go(FoundSite? site)
    {
        _found = null;
        if (site is not null) Navigation.NavigateTo(site.Href);
    }
}
