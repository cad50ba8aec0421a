using Microsoft.AspNetCore.Components;

namespace Portal.Components.Controls;

/// <summary>A button and a panel that floats below it. The browser's own pop-over closes on Escape and gives focus back.</summary>
public sealed partial class PopMenu
{
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>False where the button shows its own words, which then are its name.</summary>
    [Parameter]
    public bool LabelHidden { get; set; } = true;

    [Parameter]
    public string ButtonClass { get; set; } = "iconbtn";

    [Parameter]
    public string PanelClass { get; set; } = "";

    [Parameter, EditorRequired]
    public required RenderFragment Button { get; set; }

    [Parameter, EditorRequired]
    public required RenderFragment ChildContent { get; set; }
}
