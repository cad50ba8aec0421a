using System.Globalization;
using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Freeze;
using Portal.Components.Controls;
using Portal.Components.Layout;
using Portal.Glue;
using Calendar = Onboarding.Stages.GoLive.Freeze.FreezeCalendar;

namespace Portal.Components.Pages;

/// <summary>The days on which nobody goes live, everywhere or at one hospital; edited by administrators.</summary>
public sealed partial class FreezeCalendar
{
    private Calendar? _calendar;
    private string _site = "", _from = "", _to = "", _reason = "";
    private string? _fromError, _toError, _reasonError;
    private Refusal? _refused;

    [Inject]
    public required Freezes Freezes { get; init; }

    [Inject]
    public required Announcer Announcer { get; init; }

    private IReadOnlyList<ChoiceOption> Scopes => [new("", "Every site"), .. _calendar!.Sites.Select(site => new ChoiceOption(site.Slug, site.Name))];

    private Site? Chosen => _calendar?.Sites.FirstOrDefault(site => site.Slug == _site);

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        await ReadAsync();
        Follow(null);
    }

    protected override Task HearAsync(PageNews news) => news.LookAgain ? ReadAsync() : Task.CompletedTask;

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private async Task ReadAsync() => _calendar = await Freezes.ReadAsync(Gone);

    private string Where(FreezePeriod freeze) => freeze.SiteId is { } id ? _calendar!.Sites.FirstOrDefault(site => site.Id == id)?.Name ?? "A site that is gone" : "Every site";

    private void TakeFrom(string text)
    {
        _from = text;
        _fromError = Day(text) is null ? "Choose the first day." : null;
        if (_to.Length > 0) TakeTo(_to);
    }

    private void TakeTo(string text)
    {
        _to = text;
        _toError = Day(text) is not { } to ? "Choose the last day." : Day(_from) is { } from ? Freezes.CheckDays(from, to, Clock.GetUtcNow())?.Message : null;
    }

    private void TakeReason(string text)
    {
        _reason = text;
        _reasonError = Freezes.CheckReason(text)?.Message;
    }

    private async Task AddAsync()
    {
        _refused = null;
        TakeFrom(_from);
        TakeTo(_to);
        TakeReason(_reason);
        if ((_fromError ?? _toError ?? _reasonError) is not null) return;
        var added = await Freezes.AddAsync(Chosen?.Id, Day(_from)!.Value, Day(_to)!.Value, _reason, Me, CancellationToken.None);
        _refused = added.Refusal;
        if (added.Value is { } freeze)
        {
            Announcer.Say($"Frozen, {freeze.Days}");
            (_from, _to, _reason) = ("", "", "");
        }

        await ReadAsync();
    }

    private async Task EndAsync(FreezePeriod freeze)
    {
        _refused = (await Freezes.EndAsync(freeze.Id, Me, CancellationToken.None)).Refusal;
        if (_refused is null) Announcer.Say($"The freeze of {freeze.Days} has ended");
        await ReadAsync();
    }
}
