using System.Globalization;
using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Onboarding.Sites;
using Onboarding.Stages.ValidatePatients.Reports;
using Portal.Components.Controls;
using Portal.Glue;

namespace Portal.Components.Stages.ValidatePatients;

/// <summary>What got better, worse, new or gone since another run, and what was edited in between.</summary>
public sealed partial class ReportComparisonSection
{
    [Parameter, EditorRequired]
    public required ReportView View { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private List<RunSummary> Others => [.. View.Runs.Where(run => run.Id != View.Report.Run.Id)];

    private void Choose(ChangeEventArgs chosen)
    {
        if (Guid.TryParse(chosen.Value as string, out var with))
            Navigation.NavigateTo(SitePaths.Report(View.Site.Slug, View.Report.Run.Id, with));
    }

    /// <summary>"2 better, 1 worse, 10 as before".</summary>
    internal static string Moves(ReportComparison compared) => string.Join(", ", compared.Fields.CountBy(change => change.Move).OrderBy(move => move.Key)
        .Select(move => $"{move.Value} {Word(move.Key).ToLowerInvariant()}").Append($"{compared.Unchanged} as before"));

    internal static string Patients(ReportComparison compared) => compared.ReadBefore == compared.ReadNow
        ? $"{compared.ReadNow} patients read in both" : $"{compared.ReadBefore} patients read then, {compared.ReadNow} now";

    /// <summary>A moment for paper, which is read later: the day in full, and no age.</summary>
    internal static string When(DateTimeOffset at, string zone)
    {
        var (local, name) = SiteTime.In(at, zone);
        return $"{local.ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture)} {name}";
    }

    private static string Then(CheckState? state, string? measured) => state is { } known ? $"{known.Word()}, {measured}" : "not there";

    private static string Word(FieldMove move) => move switch
    {
        FieldMove.Worse => "Worse",
        FieldMove.NoLongerJudged => "No longer judged",
        FieldMove.Gone => "Gone",
        FieldMove.New => "New",
        FieldMove.JudgedNow => "Judged now",
        FieldMove.Better => "Better",
        FieldMove.Same => "The same",
    };

    private static CheckState Sign(FieldMove move) => move switch
    {
        FieldMove.Worse => CheckState.Failed,
        FieldMove.NoLongerJudged => CheckState.CouldNotAssess,
        FieldMove.Gone or FieldMove.New or FieldMove.JudgedNow or FieldMove.Same => CheckState.NotApplicable,
        FieldMove.Better => CheckState.Passed,
    };
}
