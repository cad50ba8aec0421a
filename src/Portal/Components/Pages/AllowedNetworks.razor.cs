using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using Onboarding;
using Onboarding.Outbound;
using Onboarding.Sites;
using Portal.Components.Controls;
using Portal.Components.Layout;
using Portal.Glue;

namespace Portal.Components.Pages;

/// <summary>The private places that sites may reach: what is open, why, by whom and until when.</summary>
public sealed partial class AllowedNetworks
{
    private AllowListView? _list;
    private string _entry = "", _site = "", _reason = "", _lastDay = "", _newLastDay = "";
    private string? _entryError, _reasonError, _lastDayError, _extendError;
    private Guid? _extending;
    private AllowedPlace? _ended;
    private Refusal? _refused;

    /// <summary>What a link fills in as the place.</summary>
    [SupplyParameterFromQuery(Name = "host")]
    public string? Host { get; set; }

    /// <summary>The slug of the site that a link fills in.</summary>
    [SupplyParameterFromQuery(Name = "site")]
    public string? Slug { get; set; }

    [Inject]
    public required AllowList Allowed { get; init; }

    [Inject]
    public required AllowListReader Reader { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required Announcer Announcer { get; init; }

    private Site? Chosen => _list?.Sites.FirstOrDefault(site => site.Slug == _site);

    private string Zone => Chosen is { } site ? SiteTime.In(Clock.GetUtcNow(), site.TimeZone).Name : "UTC";

    private IReadOnlyList<ChoiceOption> Scopes => [new("", "Every site"), .. _list!.Sites.Select(site => new ChoiceOption(site.Slug, site.Name))];

    private string Summary
    {
        get
        {
            var soon = _list!.Living.Count(place => place.EndsSoon);
            var count = _list.Living.Count == 1 ? "1 entry" : $"{_list.Living.Count} entries";
            return soon == 0 ? count : $"{count}, {soon} {(soon == 1 ? "ends" : "end")} within {AllowedPlace.SoonDays} days";
        }
    }

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        await ReadAsync();
        (_entry, _site) = (Host ?? "", _list!.Sites.Any(site => site.Slug == Slug) ? Slug! : "");
        if (_entry.Length > 0) TakeEntry(_entry);
        _lastDay = Usual();
        Follow(null);
    }

    protected override Task HearAsync(PageNews news) => news.LookAgain ? ReadAsync() : Task.CompletedTask;

    private static string Write(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? Read(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    private static string For(AllowedPlace place) => place.Site?.Name ?? "every site";

    private static string Live(AllowedPlace place) => place.Site is not null ? "live traffic" : $"live traffic of {string.Join(", ", place.LiveSites)}";

    private static string Left(AllowedPlace place) => (int)(place.Entry.ExpiresAt - place.ReadAt).TotalDays switch
    {
        0 => "ends within a day",
        1 => "1 day left",
        var days => $"{days} days left",
    };

    private string Usual() => Write(DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime).AddDays(AllowList.UsualDays));

    private async Task ReadAsync() => _list = await Reader.ReadAsync(Gone);

    private void TakeEntry(string text)
    {
        _entry = text.Trim();
        _entryError = AllowEntry.Check(_entry).Refusal?.Message;
    }

    private void TakeSite(string slug)
    {
        _site = slug;
        TakeLastDay(_lastDay);
    }

    private void TakeReason(string text)
    {
        _reason = text;
        _reasonError = AllowList.CheckReason(text)?.Message;
    }

    private void TakeLastDay(string text)
    {
        _lastDay = text;
        _lastDayError = Read(text) is { } day ? Allowed.CheckLastDay(day, Chosen)?.Message : "Choose the last day on which it counts.";
    }

    private async Task AddAsync()
    {
        _refused = null;
        TakeEntry(_entry);
        TakeReason(_reason);
        TakeLastDay(_lastDay);
        if ((_entryError ?? _reasonError ?? _lastDayError) is not null) return;
        var added = await Allowed.AddAsync(_entry, Chosen?.Id, _reason, Read(_lastDay)!.Value, Me, CancellationToken.None);
        _refused = added.Refusal;
        if (added.Value is { } entry)
        {
            Announcer.Say($"{entry.Entry} is allowed until {Day(Read(_lastDay)!.Value)}");
            (_entry, _reason, _lastDay, _ended) = ("", "", Usual(), null);
        }

        await ReadAsync();
    }

    private void OpenExtension(AllowedPlace place)
    {
        _extending = _extending == place.Entry.Id ? null : place.Entry.Id;
        (_extendError, _newLastDay) = (null, Usual());
    }

    private async Task ExtendAsync(AllowedPlace place)
    {
        if (Read(_newLastDay) is not { } day)
        {
            _extendError = "Choose the last day on which it counts.";
            return;
        }

        _extendError = (await Allowed.ExtendAsync(place.Entry.Id, day, Me, CancellationToken.None)).Refusal?.Message;
        if (_extendError is null)
        {
            _extending = null;
            Announcer.Say($"{place.Entry.Entry} is allowed until {Day(day)}");
        }

        await ReadAsync();
    }

    private async Task EndAsync(AllowedPlace place)
    {
        if (place.LiveSites.Count > 0 && await Dialogs.ConfirmByTypingAsync(
            $"Close {place.Entry.Entry}",
            $"{string.Join(", ", place.LiveSites)}: real traffic may go through it. From the next request on it is refused, and whoever asks for a patient gets an error. A run under way ends first.",
            place.Entry.Entry, "End now") is null)
        {
            return;
        }

        var over = await Allowed.EndAsync(place.Entry.Id, Me, CancellationToken.None);
        _refused = over.Refusal;
        if (over.Succeeded)
        {
            _ended = place;
            Announcer.Say($"{place.Entry.Entry} is closed");
        }

        await ReadAsync();
    }

    // What ended stays ended in the record; going back is a new entry of the same words.
    private async Task UndoAsync()
    {
        var entry = _ended!.Entry;
        _refused = (await Allowed.AddAsync(entry.Entry, entry.SiteId, entry.Reason, _ended.LastDay, Me, CancellationToken.None)).Refusal;
        if (_refused is null) Announcer.Say($"{entry.Entry} is open again");
        _ended = null;
        await ReadAsync();
    }
}
