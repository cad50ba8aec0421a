using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;

namespace Portal.Components.Controls;

/// <summary>A short message in the page: what saving ends, who changed the site meanwhile, why something was refused.</summary>
public sealed partial class Notice
{
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter]
    public CheckState State { get; set; } = CheckState.Warning;

    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
