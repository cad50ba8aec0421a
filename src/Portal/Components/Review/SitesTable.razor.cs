using Microsoft.AspNetCore.Components;
using Onboarding.Review;

namespace Portal.Components.Review;

/// <summary>The reports of one group; the chosen one is shown in full below.</summary>
public sealed partial class SitesTable
{
    [Parameter, EditorRequired]
    public required ReviewGroup Group { get; set; }

    [Parameter, EditorRequired]
    public required ReviewItem Chosen { get; set; }

    [Parameter, EditorRequired]
    public required ReviewAddress Address { get; set; }
}
