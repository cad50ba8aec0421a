using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;

namespace Portal.Components.Controls;

/// <summary>A state: icon, then word. The word may be more exact than the state ("2 fields to decide"), the shape stays.</summary>
public sealed partial class StateMark
{
    [Parameter, EditorRequired]
    public required CheckState State { get; set; }

    [Parameter]
    public string? Word { get; set; }

    [Parameter]
    public bool Pill { get; set; }

    /// <summary>Only in the matrix and in lists of fields; the word is then hidden, not missing.</summary>
    [Parameter]
    public bool IconOnly { get; set; }

    private string Shown => Word ?? State.Word();
}
