using Microsoft.AspNetCore.Components;

namespace Portal.Components.Controls;

/// <summary>One drawing of icons.svg. Always decoration: the word beside it speaks.</summary>
public sealed partial class Icon
{
    /// <summary>Symbol id: "i-…" for things and actions, "s-…" for states.</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    /// <summary>"", "xs", "sm" or "lg".</summary>
    [Parameter]
    public string Size { get; set; } = "";

    [Parameter]
    public string? Class { get; set; }

    private string SizeClass => Size.Length == 0 ? "" : $"ic-{Size}";
}
