using System.Globalization;
using EhrAdapters.Diagnosis;
using MudBlazor;
using Onboarding.Persistence;
using Onboarding.Sites;
using Onboarding.Stages.TestConnection.Retest;

namespace Portal.Components.Stages.TestConnection;

/// <summary>The two questions about a letter: how it went out, and what came back.</summary>
public static class LetterDialogs
{
    private static readonly DialogOptions Options = new() { CloseOnEscapeKey = true, MaxWidth = MaxWidth.Small, FullWidth = true };

    /// <summary>How it went out, or null when it was cancelled.</summary>
    public static async Task<Sending?> AskSendingAsync(this IDialogService dialogs, Site site, Letter letter, string title, RetestSchedule? offer, string? to = null, string? ticket = null)
    {
        var dialog = await dialogs.ShowAsync<SendDialog>(null, new DialogParameters<SendDialog>
        {
            { ask => ask.Site, site }, { ask => ask.Letter, letter }, { ask => ask.Title, title }, { ask => ask.Offer, offer }, { ask => ask.To, to }, { ask => ask.Ticket, ticket },
        }, Options);
        return await dialog.Result is { Canceled: false, Data: Sending sending } ? sending : null;
    }

    /// <summary>What came back, or null when it was cancelled.</summary>
    public static async Task<Answering?> AskAnswerAsync(this IDialogService dialogs, Site site, SentLetter letter)
    {
        var dialog = await dialogs.ShowAsync<AnswerDialog>(null, new DialogParameters<AnswerDialog> { { ask => ask.Site, site }, { ask => ask.Letter, letter } }, Options);
        return await dialog.Result is { Canceled: false, Data: Answering answering } ? answering : null;
    }

    /// <summary>A day as the browser's field writes it.</summary>
    internal static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static DateOnly? Read(string day) =>
        DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : null;

    /// <summary>The moment that a day stands for on the site's clock: null for today, which means now; noon of any other.</summary>
    internal static DateTimeOffset? Moment(string day, DateTimeOffset now, string timeZone)
    {
        if (Read(day) is not { } read || read == LetterWords.Day(now, timeZone))
            return null;
        var noon = read.ToDateTime(new TimeOnly(12, 0));
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var found) ? found : TimeZoneInfo.Utc;
        return new DateTimeOffset(noon, zone.GetUtcOffset(noon));
    }
}
