using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Sites;
using Portal.Components.Controls;
using Portal.Components.Workspace;
using Portal.Glue;

namespace Portal.Components.Pages;

/// <summary>A site in the list, with whose move it is.</summary>
public sealed record MySite(SiteSummary Summary, SiteMove Move);

/// <summary>The sites of one person, the one that needs them first.</summary>
public sealed partial class MySites
{
    private IReadOnlyList<MySite> _rows = [];
    private int _others;
    private bool _loaded;

    [Inject]
    public required SiteQueries Sites { get; init; }

    /// <summary>"everyone" shows all sites.</summary>
    [SupplyParameterFromQuery(Name = "whose")]
    public string? Whose { get; set; }

    private bool Everyone => Whose == "everyone";

    private string Summary
    {
        get
        {
            if (!_loaded) return "Looking for what needs you.";
            if (_rows.Count == 0) return "The hospitals that are taken from signed to live stand here, the one that needs you first.";
            var yours = _rows.Count(row => row.Move.Group is MoveGroup.NeedsYou && row.Summary.Site.OwnerId == Me.Id);
            var count = $"{_rows.Count} {(_rows.Count == 1 ? "site" : "sites")}. {Needs(yours)}";
            var longest = _rows.Where(row => row.Move.Group is MoveGroup.WaitingOnOthers).MinBy(row => row.Move.Since);
            return longest is null ? $"{count}." : $"{count}; the oldest wait is {Ago.Span(Clock.GetUtcNow() - longest.Move.Since)} at {longest.Summary.Site.Name}.";
        }
    }

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        Follow(null);
    }

    protected override Task OnParametersSetAsync() => ReadAsync();

    protected override Task HearAsync(PageNews news) => news.LookAgain ? ReadAsync() : Task.CompletedTask;

    private static string Needs(int yours) => yours switch
    {
        0 => "None needs you now",
        1 => "One needs you",
        _ => $"{yours} need you",
    };

    private async Task ReadAsync()
    {
        var all = await Sites.ListAsync(Gone);
        var shown = all.Where(row => Everyone || row.Site.OwnerId == Me.Id).ToList();
        _others = all.Count - shown.Count;
        _rows =
        [
            .. shown.Select(row => new MySite(row, SiteMove.Of(row, Me)))
                .OrderBy(row => row.Move.Group).ThenBy(row => row.Summary.Site.OwnerId != Me.Id).ThenBy(row => row.Move.Since),
        ];
        _loaded = true;
    }
}
