using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Sites;
using Portal.Components.Controls;
using Portal.Components.Workspace;
using Portal.Glue;

namespace Portal.Components.Pages;

/// <summary>Every hospital on one board, by stage, with age and whose move it is.</summary>
public sealed partial class Pipeline
{
    private static readonly ChoiceOption[] Waits = [new("us", "Us"), new("hospital", "The hospital's side"), new("nobody", "Nobody")];
    private IReadOnlyList<PipelineCard> _all = [];
    private IReadOnlyList<PipelineCard> _shown = [];
    private IReadOnlyList<ChoiceOption> _owners = [];
    private IReadOnlyList<ChoiceOption> _vendors = [];
    private PipelineFigures? _figures;

    [SupplyParameterFromQuery(Name = "view")]
    public string? ShownAs { get; set; }

    [SupplyParameterFromQuery(Name = "owner")]
    public string? Owner { get; set; }

    [SupplyParameterFromQuery(Name = "ehr")]
    public string? Ehr { get; set; }

    [SupplyParameterFromQuery(Name = "waiting")]
    public string? WaitingOn { get; set; }

    [Inject]
    public required SiteQueries Sites { get; init; }

    [Inject]
    public required IDbContextFactory<OnboardingDb> Factory { get; init; }

    [Inject]
    public required VendorNames Vendors { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private bool AsTable => ShownAs == "table";

    private string Summary
    {
        get
        {
            if (_figures is null) return "Counting the hospitals.";
            var underWay = _all.Count(card => card.Stage is not null);
            var late = _all.Count(card => card.Age?.Pace is Pace.Late);
            var risk = _all.Count(card => card.Age?.Pace is Pace.AtRisk);
            return $"{underWay} {(underWay == 1 ? "site" : "sites")} in six stages, {_figures.Live} live. {(late + risk == 0 ? "None is late." : $"{late} late, {risk} at risk.")}";
        }
    }

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        await ReadAsync();
        Follow(null);
    }

    protected override void OnParametersSet() => Filter();

    protected override Task HearAsync(PageNews news) => news.LookAgain ? ReadAsync() : Task.CompletedTask;

    private static string Brief(Stage stage) => stage is Stage.ValidatePatients ? "Validate" : stage.Title();

    private string With(string name, string? value) => Navigation.GetUriWithQueryParameter(name, value);

    private void GoTo(string name, string value) => Navigation.NavigateTo(With(name, value.Length == 0 ? null : value));

    private async Task ReadAsync()
    {
        var sites = (await Sites.ListAsync(Gone)).Where(row => row.Site.State is not SiteState.Withdrawn).ToList();
        var now = Clock.GetUtcNow();
        _figures = await PipelineFigures.ReadAsync(Factory, sites, now, Gone);
        _all = [.. sites.Select(row => PipelineCard.Of(row, Me, now)).OrderByDescending(card => card.Age?.Days ?? 0).ThenBy(card => card.Site.Name, StringComparer.CurrentCulture)];
        _owners = [.. sites.Select(row => (row.Site.OwnerId, row.Site.OwnerName)).Distinct().OrderBy(owner => owner.OwnerName).Select(owner => new ChoiceOption(owner.OwnerId, owner.OwnerName))];
        _vendors = [.. sites.Select(row => row.Site.Connection?.Vendor).OfType<string>().Distinct().Order().Select(vendor => new ChoiceOption(vendor, Vendors.Of(vendor)))];
        Filter();
    }

    private void Filter() => _shown =
    [
        .. _all.Where(card => (Owner is null || card.Site.OwnerId == Owner)
            && (Ehr is null || card.Site.Connection?.Vendor == Ehr)
            && (WaitingOn is null || card.Waiting == WaitingOn)),
    ];
}
