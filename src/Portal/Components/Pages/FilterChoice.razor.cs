using Microsoft.AspNetCore.Components;
using Portal.Components.Controls;

namespace Portal.Components.Pages;

/// <summary>One filter above a list; what it says lives in the address.</summary>
public sealed partial class FilterChoice
{
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>The word for no filter.</summary>
    [Parameter, EditorRequired]
    public required string All { get; set; }

    [Parameter]
    public string? Value { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<ChoiceOption> Options { get; set; }

    [Parameter]
    public EventCallback<string> OnChosen { get; set; }
}
