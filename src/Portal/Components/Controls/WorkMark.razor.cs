using Microsoft.AspNetCore.Components;

namespace Portal.Components.Controls;

/// <summary>The two signs that are no result: a machine is running, or a person is at it.</summary>
public sealed partial class WorkMark
{
    [Parameter, EditorRequired]
    public required string Word { get; set; }

    [Parameter]
    public bool Running { get; set; }

    [Parameter]
    public bool Pill { get; set; }
}
