using Microsoft.AspNetCore.Components;

namespace Portal.Components.Controls;

/// <summary>A strip of figures above a page.</summary>
public sealed partial class Figures
{
    [Parameter]
    public string Label { get; set; } = "Figures";

    [Parameter, EditorRequired]
    public required RenderFragment ChildContent { get; set; }
}
