using Microsoft.AspNetCore.Components;

namespace Portal.Components.Controls;

/// <summary>Says what will be here and gives the button that starts it.</summary>
public sealed partial class EmptyState
{
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter, EditorRequired]
    public required string Text { get; set; }

    [Parameter]
    public RenderFragment? Action { get; set; }

    /// <summary>Beside it, such as the six stages to come.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
