using Microsoft.AspNetCore.Components;

namespace Portal.Components.Controls;

/// <summary>One figure of a strip: what it is, the number, a small picture, and the same in words.</summary>
public sealed partial class Figure
{
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter, EditorRequired]
    public required string Value { get; set; }

    [Parameter]
    public string? Unit { get; set; }

    [Parameter]
    public string? Detail { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
