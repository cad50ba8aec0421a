using MudBlazor;

namespace Portal.Components.Controls;

/// <summary>The two questions that the portal asks in a dialog.</summary>
public static class PortalDialogs
{
    private static readonly DialogOptions Options = new() { CloseOnEscapeKey = true, MaxWidth = MaxWidth.ExtraSmall, FullWidth = true };

    /// <summary>What was typed, letter by letter the expected word, or null when it was cancelled.</summary>
    public static async Task<string?> ConfirmByTypingAsync(this IDialogService dialogs, string title, string text, string expected, string word)
    {
        var dialog = await dialogs.ShowAsync<TypedConfirmDialog>(null, new DialogParameters<TypedConfirmDialog>
        {
            { ask => ask.Title, title }, { ask => ask.Text, text }, { ask => ask.Expected, expected }, { ask => ask.Word, word },
        }, Options);
        return await dialog.Result is { Canceled: false, Data: string typed } ? typed : null;
    }

    /// <summary>The reason given, or null when it was cancelled.</summary>
    public static async Task<string?> AskReasonAsync(this IDialogService dialogs, string title, string text, string word)
    {
        var dialog = await dialogs.ShowAsync<ReasonDialog>(null, new DialogParameters<ReasonDialog>
        {
            { ask => ask.Title, title }, { ask => ask.Text, text }, { ask => ask.Word, word },
        }, Options);
        return await dialog.Result is { Canceled: false, Data: string reason } ? reason : null;
    }
}
