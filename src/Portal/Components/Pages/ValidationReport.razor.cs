using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Onboarding.Stages.ValidatePatients.Reports;
using Portal.Components.Controls;
using Portal.Components.Stages.ValidatePatients;
using Portal.Components.Workspace;
using Portal.Glue;

namespace Portal.Components.Pages;

/// <summary>One validation, to be read by an engineer in a minute: the verdict, its causes, what fails and why, then the rest.</summary>
public sealed partial class ValidationReport
{
    private ReportView? _view;
    private bool _missing;

    [Parameter]
    public required string Slug { get; set; }

    /// <summary>Whose report; the newest where null.</summary>
    [SupplyParameterFromQuery(Name = "run")]
    public Guid? RunId { get; set; }

    /// <summary>The run to hold it against; the one before where null.</summary>
    [SupplyParameterFromQuery(Name = "with")]
    public Guid? WithId { get; set; }

    [Inject]
    public required ValidationReports Reports { get; init; }

    [Inject]
    public required IJSRuntime Script { get; init; }

    private Onboarding.Stages.ValidatePatients.Reports.ValidationReport Report => _view!.Report;

    private Guid? With => _view!.Comparison?.Before.Id;

    private IReadOnlyList<ReportField> Wrong => [.. Report.Fields.Where(one => one.NeedsSomebody()).OrderBy(one => one.State.Urgency())];

    private string Rest
    {
        get
        {
            var counts = Claims.Words(StateCounts.Of(Report.Fields.Where(one => !one.NeedsSomebody()).Select(one => one.State)));
            return $"The other fields: {string.Join(", ", counts.Select(one => one.Word))}";
        }
    }

    private string Made
    {
        get
        {
            var environment = Report.Run.Environment is { } known ? $"{known.Word()}, " : "";
            return $"{environment}{ReportComparisonSection.When(Report.Run.FinishedAt, _view!.Site.TimeZone)}, started by {Report.Run.StartedBy}.";
        }
    }

    private IReadOnlyList<CauseFact> Facts =>
    [
        new("Checks", Report.Checks.Words(), States(Report.Checks)),
        new("Cells, field by patient", Report.Cells.Words(), States(Report.Cells)),
        new("Patients", $"{Report.Patients.Read} of {Report.Patients.Named} read", string.Join(", ", Report.Patients.Kinds.Select(kind => $"{kind.Value} {kind.Key}"))),
        .. _view!.Comparison is { } compared ? [new CauseFact($"Since run {compared.Before.Number}", ReportComparisonSection.Moves(compared), ReportComparisonSection.Patients(compared))] : Array.Empty<CauseFact>(),
    ];

    protected override async Task OnParametersSetAsync()
    {
        var opened = _view?.Site.Slug != Slug;
        await ReadAsync();
        if (opened && _view is not null) Follow(_view.Site.Id);
    }

    protected override Task HearAsync(PageNews news) => news.LookAgain ? ReadAsync() : Task.CompletedTask;

    private static string? States(StateCounts counts)
    {
        var others = Claims.Words(counts).Where(one => one.State is not CheckState.Passed).Select(one => one.Word).ToList();
        return others.Count == 0 ? null : string.Join(", ", others);
    }

    private async Task ReadAsync()
    {
        var view = await Reports.FindAsync(Slug, RunId, WithId, Gone);
        _missing = view is null;
        _view = view ?? _view;
    }

    private async Task PrintAsync() => await Script.InvokeVoidAsync("portal.print", Gone);
}
