using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Sites;
using Portal.Components.Controls;
using Portal.Glue;

namespace Portal.Components.Pages;

/// <summary>What engineers look at: failed reports, the oldest first.</summary>
public sealed partial class Review
{
    private IReadOnlyList<FailedReport>? _reports;
    private FailedReport? _chosen;

    /// <summary>The run shown; the oldest where null or gone.</summary>
    [SupplyParameterFromQuery(Name = "report")]
    public Guid? ReportId { get; set; }

    [Inject]
    public required SiteQueries Sites { get; init; }

    [Inject]
    public required VendorNames Vendors { get; init; }

    private string Summary => _reports switch
    {
        null => "Looking for failed reports.",
        { Count: 0 } => "No failed reports.",
        { Count: 1 } => "1 failed report.",
        var many => $"{many.Count} failed reports.",
    };

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        await ReadAsync();
        Follow(null);
    }

    protected override void OnParametersSet() => Choose();

    protected override Task HearAsync(PageNews news) => news.LookAgain ? ReadAsync() : Task.CompletedTask;

    private static string Address(FailedReport report) => $"{SitePaths.Review}?report={report.Run.Id:D}";

    private static string Title(FailedReport report) => report.Run.Rows.Worst() is { } row ? row.Message ?? row.Check : $"{report.Run.Stage.Title()} failed";

    private FailedReport? Neighbour(int step)
    {
        var at = _reports!.ToList().IndexOf(_chosen!) + step;
        return at >= 0 && at < _reports!.Count ? _reports[at] : null;
    }

    private async Task ReadAsync()
    {
        _reports = await Sites.FailedReportsAsync(Gone);
        Choose();
    }

    private void Choose() => _chosen = _reports is not { Count: > 0 } some ? null : some.FirstOrDefault(report => report.Run.Id == ReportId) ?? some[0];
}
