using Microsoft.AspNetCore.Components;

namespace Portal.Components.Controls;

/// <summary>The page's own shape while it loads.</summary>
public sealed partial class PageSkeleton
{
    [Parameter]
    public int Rows { get; set; } = 6;

    /// <summary>With the six-stage rail of a site's workspace.</summary>
    [Parameter]
    public bool Rail { get; set; }
}
