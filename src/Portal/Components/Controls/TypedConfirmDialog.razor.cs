using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Portal.Components.Controls;

/// <summary>Asked only where real traffic or real patients are touched: the word has to be typed, capital letters included.</summary>
public sealed partial class TypedConfirmDialog
{
    private string _typed = "";

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter, EditorRequired]
    public required string Text { get; set; }

    /// <summary>What has to be typed, such as the site's name.</summary>
    [Parameter, EditorRequired]
    public required string Expected { get; set; }

    /// <summary>The verb on the button.</summary>
    [Parameter, EditorRequired]
    public required string Word { get; set; }

    private bool Matches => string.Equals(_typed, Expected, StringComparison.Ordinal);
}
