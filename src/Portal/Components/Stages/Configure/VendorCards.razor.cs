using EhrAdapters.Vendors;
using Microsoft.AspNetCore.Components;

namespace Portal.Components.Stages.Configure;

/// <summary>The vendor picker.</summary>
public sealed partial class VendorCards
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<VendorProfile> Profiles { get; set; }

    [Parameter]
    public string Chosen { get; set; } = "";

    [Parameter]
    public EventCallback<VendorProfile> OnChosen { get; set; }

    [Parameter]
    public string? Error { get; set; }
}
