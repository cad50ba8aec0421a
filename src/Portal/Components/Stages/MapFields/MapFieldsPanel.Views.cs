using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Glue;

namespace Portal.Components.Stages.MapFields;

/// <summary>What the address says about the panel: which view, which field.</summary>
public sealed partial class MapFieldsPanel
{
    private MappingView _view;

    private void Follow(object? sender, LocationChangedEventArgs moved)
    {
        ReadAddress(moved.Location);
        InvokeAsync(StateHasChanged);
    }

    private void ReadAddress(string address)
    {
        _view = MappingPaths.ViewOf(address);
        if (QueryHelpers.ParseQuery(new Uri(address).Query).TryGetValue("field", out var wanted))
            Select(wanted.ToString());
    }
}
