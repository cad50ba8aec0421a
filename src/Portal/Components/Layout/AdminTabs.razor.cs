using Microsoft.AspNetCore.Components;
using Portal.Glue;

namespace Portal.Components.Layout;

/// <summary>The administrators' pages beside each other.</summary>
public sealed partial class AdminTabs
{
    private static readonly (string Href, string Word)[] Places = [(SitePaths.AllowedNetworks, "Allowed networks"), (SitePaths.Freezes, "Freeze calendar")];

    [Parameter, EditorRequired]
    public required string Here { get; set; }
}
