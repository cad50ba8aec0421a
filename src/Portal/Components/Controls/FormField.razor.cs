using Microsoft.AspNetCore.Components;

namespace Portal.Components.Controls;

/// <summary>One field of a form: label above, help and error below, told when it is left.</summary>
public sealed partial class FormField
{
    private readonly string _id = $"f-{Guid.CreateVersion7():N}";
    private readonly string _aboutId = $"h-{Guid.CreateVersion7():N}";

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter]
    public string? Value { get; set; }

    /// <summary>Raised when the field is left with another value.</summary>
    [Parameter]
    public EventCallback<string> ValueChanged { get; set; }

    [Parameter]
    public string? Help { get; set; }

    /// <summary>What is wrong with the value, in words; null where nothing is.</summary>
    [Parameter]
    public string? Error { get; set; }

    /// <summary>What looks doubtful but may be right.</summary>
    [Parameter]
    public string? Caution { get; set; }

    [Parameter]
    public string? Example { get; set; }

    [Parameter]
    public bool Optional { get; set; }

    [Parameter]
    public string Type { get; set; } = "text";

    /// <summary>More than one makes a text area.</summary>
    [Parameter]
    public int Lines { get; set; } = 1;

    [Parameter]
    public bool Mono { get; set; }

    /// <summary>The id of a datalist with suggestions.</summary>
    [Parameter]
    public string? List { get; set; }

    private string? Invalid => Error is null ? null : "true";

    private Task LeaveAsync(ChangeEventArgs change) => ValueChanged.InvokeAsync(ToMinutes(change.Value as string ?? ""));

    // Blazor's script adds seconds to what a field of minutes says.
    private string ToMinutes(string text) => Type switch
    {
        "time" when text.Length > "HH:mm".Length => text[.."HH:mm".Length],
        "datetime-local" when text.Length > "yyyy-MM-ddTHH:mm".Length => text[.."yyyy-MM-ddTHH:mm".Length],
        _ => text,
    };
}
