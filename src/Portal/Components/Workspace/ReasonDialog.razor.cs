using Microsoft.AspNetCore.Components;
using MudBlazor;
using Onboarding.Sites;

namespace Portal.Components.Workspace;

/// <summary>Asks why before a site is held, resumed, withdrawn or reopened.</summary>
public sealed partial class ReasonDialog
{
    private string _reason = "";
    private string? _error;

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter, EditorRequired]
    public required string Text { get; set; }

    [Parameter, EditorRequired]
    public required string Verb { get; set; }

    private void Confirm()
    {
        if (string.IsNullOrWhiteSpace(_reason))
            _error = SiteRefusals.ReasonNeeded.Message;
        else
            Dialog.Close(DialogResult.Ok(_reason));
    }
}
