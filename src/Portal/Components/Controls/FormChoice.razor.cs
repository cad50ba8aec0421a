using Microsoft.AspNetCore.Components;

namespace Portal.Components.Controls;

/// <summary>One answer that a choice offers.</summary>
public sealed record ChoiceOption(string Value, string Word);

/// <summary>A choice of one among few, as the browser's own list.</summary>
public sealed partial class FormChoice
{
    private readonly string _id = $"c-{Guid.CreateVersion7():N}";
    private readonly string _aboutId = $"h-{Guid.CreateVersion7():N}";

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<ChoiceOption> Options { get; set; }

    [Parameter]
    public string? Value { get; set; }

    [Parameter]
    public EventCallback<string> ValueChanged { get; set; }

    [Parameter]
    public string? Help { get; set; }

    private Task ChooseAsync(ChangeEventArgs change) => ValueChanged.InvokeAsync(change.Value as string ?? "");
}
