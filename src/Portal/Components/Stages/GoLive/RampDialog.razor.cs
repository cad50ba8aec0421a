using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Portal.Components.Stages.GoLive;

/// <summary>What was typed to go on, and the words given.</summary>
public sealed record RampAnswer(string Typed, string Words);

/// <summary>Asks for words, and where real traffic is stopped for the site's name as well: one dialog, one click.</summary>
public sealed partial class RampDialog
{
    private static readonly DialogOptions Options = new() { CloseOnEscapeKey = true, MaxWidth = MaxWidth.ExtraSmall, FullWidth = true };

    private string _words = "";
    private string _typed = "";

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter, EditorRequired]
    public required string Text { get; set; }

    /// <summary>What the words are.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>The verb on the button.</summary>
    [Parameter, EditorRequired]
    public required string Word { get; set; }

    /// <summary>What has to be typed; null where nothing.</summary>
    [Parameter]
    public string? Expected { get; set; }

    private bool Complete => !string.IsNullOrWhiteSpace(_words) && (Expected is null || string.Equals(_typed, Expected, StringComparison.Ordinal));

    /// <summary>Null when it was cancelled.</summary>
    public static async Task<RampAnswer?> AskAsync(IDialogService dialogs, string title, string text, string label, string word, string? expected = null)
    {
        var dialog = await dialogs.ShowAsync<RampDialog>(null, new DialogParameters<RampDialog>
        {
            { ask => ask.Title, title }, { ask => ask.Text, text }, { ask => ask.Label, label }, { ask => ask.Word, word }, { ask => ask.Expected, expected },
        }, Options);
        return await dialog.Result is { Canceled: false, Data: RampAnswer answer } ? answer : null;
    }
}
