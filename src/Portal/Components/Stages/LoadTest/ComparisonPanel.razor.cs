using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest;
using Onboarding.Stages.LoadTest.Export;
using Portal.Components.Controls;

namespace Portal.Components.Stages.LoadTest;

/// <summary>A load test held against an earlier one of the same environment, which a person chooses.</summary>
public sealed partial class ComparisonPanel
{
    private readonly string _headId = $"compare-{Guid.CreateVersion7():N}";
    private Guid? _shown;
    private IReadOnlyList<RunSummary> _before = [];
    private LoadComparison? _comparison;

    [Parameter, EditorRequired]
    public required StageRun Run { get; set; }

    [Parameter, EditorRequired]
    public required LoadReport Report { get; set; }

    [Parameter]
    public string TimeZone { get; set; } = "UTC";

    [Inject]
    public required LoadRuns Runs { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    protected override async Task OnParametersSetAsync()
    {
        if (_shown == Run.Id) return;
        (_shown, _comparison) = (Run.Id, null);
        _before = await Runs.BeforeAsync(Run, CancellationToken.None);
    }

    private async Task ChooseAsync(string? chosen) =>
        _comparison = Guid.TryParse(chosen, out var other) ? await Runs.CompareAsync(Run, other, CancellationToken.None) : null;

    private string Named(RunSummary run) =>
        $"Run {run.Number}, {SiteTime.Absolute(run.FinishedAt ?? run.QueuedAt, Time.GetUtcNow(), TimeZone)}{(run.Verdict is { } verdict ? $", {verdict.Word().ToLowerInvariant()}" : "")}";

    private static string Verdict(LoadComparison comparison)
    {
        var (better, worse) = (comparison.Changes.Count(change => change.Move is LoadMove.Better), comparison.Changes.Count(change => change.Move is LoadMove.Worse));
        return (better, worse) switch
        {
            (0, 0) => "Nothing moved by more than two tests of the same hospital do anyway.",
            (_, 0) => $"{better} of {comparison.Changes.Count} figures are better, none is worse.",
            (0, _) => $"{worse} of {comparison.Changes.Count} figures are worse, none is better.",
            _ => $"{worse} of {comparison.Changes.Count} figures are worse and {better} better.",
        };
    }

    private static CheckState State(LoadMove move) => move switch
    {
        LoadMove.Better => CheckState.Passed,
        LoadMove.Worse => CheckState.Warning,
        LoadMove.AsBefore => CheckState.NotApplicable,
        LoadMove.NotComparable => CheckState.CouldNotAssess,
    };

    private static string Word(LoadMove move) => move switch
    {
        LoadMove.Better => "Better",
        LoadMove.Worse => "Worse",
        LoadMove.AsBefore => "As before",
        LoadMove.NotComparable => "Not in both",
    };
}
