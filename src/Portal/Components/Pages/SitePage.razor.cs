using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Runs;
using Onboarding.Sites;
using Portal.Accounts;
using Portal.Components.Controls;
using Portal.Components.Layout;
using Portal.Components.Workspace;
using Portal.Glue;

namespace Portal.Components.Pages;

/// <summary>The workspace of one site: head, rail, the stage's panel, side column.</summary>
public sealed partial class SitePage
{
    private const int HistoryLength = 24;
    private const int SideHistoryLength = 8;
    private SiteView? _view;
    private Stage? _stage;
    private RunProgress? _progress;
    private IReadOnlyList<StageRun> _runs = [];
    private Refusal? _refused;
    private bool _missing;
    private bool _mayWork;
    private int _begun, _shown;

    [Parameter]
    public required string Slug { get; set; }

    [Parameter]
    public string? StageWord { get; set; }

    /// <summary>An earlier run to look at; the newest where null.</summary>
    [SupplyParameterFromQuery(Name = "run")]
    public Guid? RunId { get; set; }

    [Inject]
    public required SiteQueries Sites { get; init; }

    [Inject]
    public required IAuthorizationService Authorization { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required Announcer Announcer { get; init; }

    private StageRun? Earlier => RunId is { } id && _runs.Count > 0 && _runs[0].Id != id ? _runs.FirstOrDefault(run => run.Id == id) : null;

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        _mayWork = (await Authorization.AuthorizeAsync((await Authentication).User, PortalPolicies.WorkOnSites)).Succeeded;
    }

    protected override async Task OnParametersSetAsync()
    {
        var opened = _view?.Site.Slug != Slug;
        var stage = SitePaths.Read(StageWord);
        if (stage != _stage) (_stage, _refused) = (stage, null);
        await ReadAsync();
        if (_view is null) return;
        if (opened) Follow(_view.Site.Id);
        if (stage is null)
            Navigation.NavigateTo(SitePaths.Of(Slug, SiteSteps.Present(_view.Site, _view.Evidence)), replace: true);
    }

    protected override async Task HearAsync(PageNews news)
    {
        _progress = news.Progress ?? _progress;
        if (news.LookAgain) await ReadAsync();
    }

    private async Task ReadAsync()
    {
        var (mine, before) = (++_begun, _view?.InFlight);
        var view = await Sites.FindAsync(Slug, Gone);
        var runs = view is not null && _stage is { } stage ? await Sites.RunsAsync(view.Site.Id, stage, HistoryLength, Gone) : _runs;
        // Whoever began later has seen more, though it may be done earlier; an older picture would stay for good.
        if (mine < _shown) return;
        (_shown, _view, _runs, _missing) = (mine, view, runs, view is null);
        if (_view is null) return;
        _progress = _view.InFlight is { } running ? Hub.ProgressOf(running.Id) : null;
        if (before is not null && _view.LatestRuns.GetValueOrDefault(before.Stage) is { InFlight: false } ended && ended.Id == before.Id)
            Announcer.Say($"{ended.Stage.Title()} has ended: {RunHistory.Outcome(ended)}");
    }

    private Dictionary<string, object?> PanelParameters(Stage stage) => new()
    {
        ["View"] = Earlier is { } earlier ? _view! with { LatestRuns = new Dictionary<Stage, StageRun>(_view!.LatestRuns) { [stage] = earlier } } : _view,
        ["Progress"] = _view!.InFlight?.Stage == stage ? _progress : null,
        ["OnChanged"] = EventCallback.Factory.Create(this, ReadAsync),
    };
}
