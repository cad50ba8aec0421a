using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Portal.Components.Controls;

/// <summary>Asks why, for the site's history.</summary>
public sealed partial class ReasonDialog
{
    private string _reason = "";

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter, EditorRequired]
    public required string Text { get; set; }

    /// <summary>The verb on the button.</summary>
    [Parameter, EditorRequired]
    public required string Word { get; set; }
}
