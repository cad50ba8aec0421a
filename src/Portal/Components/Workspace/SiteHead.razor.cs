using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Sites;
using Portal.Components.Controls;
using Portal.Glue;

namespace Portal.Components.Workspace;

/// <summary>The head of the workspace: what site this is, and what can be done with it as a whole.</summary>
public sealed partial class SiteHead
{
    private static readonly PauseMove[] AllMoves =
    [
        new(SiteTrigger.Hold, "Put on hold", "i-pause", "Nothing runs while it is on hold; all evidence and entries stay, and evidence goes on ageing."),
        new(SiteTrigger.Resume, "Resume", "i-play", "The site goes back to the earliest stage whose evidence does not hold."),
        new(SiteTrigger.Withdraw, "Withdraw", "i-x", "The hospital will not go on. The site leaves every list; its history stays, and it can be reopened."),
        new(SiteTrigger.Reopen, "Reopen", "i-undo", "The site comes back at the earliest stage whose evidence does not hold."),
    ];

    [Parameter, EditorRequired]
    public required SiteView View { get; set; }

    [Parameter]
    public EventCallback<Refusal> OnRefused { get; set; }

    [CascadingParameter]
    public required Actor Me { get; set; }

    [Inject]
    public required SiteService Service { get; init; }

    [Inject]
    public required People People { get; init; }

    [Inject]
    public required VendorNames Vendors { get; init; }

    [Inject]
    public required IDialogService Dialogs { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private Site Site => View.Site;

    private string City => Site.TimeZone[(Site.TimeZone.LastIndexOf('/') + 1)..].Replace('_', ' ');

    private IEnumerable<PauseMove> Moves
    {
        get
        {
            var allowed = SiteTransitions.Table.Where(line => line.From == Site.State).Select(line => line.Trigger).ToHashSet();
            // A suspended site is resumed on its own page, where it says what flows again.
            return AllMoves.Where(move => allowed.Contains(move.Trigger) && !(move.Trigger is SiteTrigger.Resume && Site.State is SiteState.Suspended));
        }
    }

    private async Task FireAsync(PauseMove move)
    {
        var text = move.Trigger is SiteTrigger.Hold && Site.State.TakesTraffic() ? $"Real traffic stops, and going live begins anew after it. {move.Text}" : move.Text;
        if (await Dialogs.AskReasonAsync($"{move.Word}: {Site.Name}", text, move.Word) is { } reason)
            await TellAsync(await Service.FireAsync(Site.Id, move.Trigger, reason, Me, CancellationToken.None));
    }

    private async Task PlanAsync()
    {
        var day = Site.PlannedGoLive?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
        if (await AskAsync<PlanDialog, string>(new DialogParameters<PlanDialog> { { dialog => dialog.Day, day } }) is not { } chosen) return;
        DateOnly? planned = DateOnly.TryParseExact(chosen, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : null;
        await TellAsync(await Service.PlanAsync(Site.Id, Site.Version, planned, Me, CancellationToken.None));
    }

    private async Task HandOverAsync()
    {
        IReadOnlyList<Actor> workers = [.. (await People.WorkersAsync(CancellationToken.None)).Where(person => person.Id != Site.OwnerId)];
        if (await AskAsync<HandOverDialog, Actor>(new DialogParameters<HandOverDialog> { { dialog => dialog.Workers, workers } }) is { } to)
            await TellAsync(await Service.HandOverAsync(Site.Id, Site.Version, to, Me, CancellationToken.None));
    }

    private async Task<T?> AskAsync<TDialog, T>(DialogParameters asked)
        where TDialog : ComponentBase
        where T : class
    {
        var dialog = await Dialogs.ShowAsync<TDialog>(null, asked, new DialogOptions { CloseOnEscapeKey = true, MaxWidth = MaxWidth.ExtraSmall, FullWidth = true });
        return await dialog.Result is { Canceled: false, Data: T answer } ? answer : null;
    }

    private Task TellAsync(Result<Site> done) => done.Refusal is { } refusal ? OnRefused.InvokeAsync(refusal) : Task.CompletedTask;

    private sealed record PauseMove(SiteTrigger Trigger, string Word, string Icon, string Text);
}
