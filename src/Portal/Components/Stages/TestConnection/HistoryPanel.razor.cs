using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Stages.TestConnection.History;
using Portal.Components.Controls;

namespace Portal.Components.Stages.TestConnection;

/// <summary>The site's connection tests one after the other, how long the first success took, and what changed since the last good one.</summary>
public sealed partial class HistoryPanel
{
    private const int Brief = 6;
    private bool _all;

    [Parameter, EditorRequired]
    public required ConnectionPast Past { get; set; }

    [Parameter, EditorRequired]
    public required Site Site { get; set; }

    /// <summary>The run that is looked at.</summary>
    [Parameter]
    public StageRun? Shown { get; set; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private IReadOnlyList<StageRun> Shows => _all ? Past.Runs : [.. Past.Runs.Take(Brief)];

    private static string Found(StageRun run) => run switch
    {
        { InFlight: true } => "",
        { Status: RunStatus.Cancelled or RunStatus.Interrupted } => run.EndNote ?? "",
        _ when run.Rows.Worst() is { } cause => $"{RungNames.Of(cause)}: {cause.Message ?? cause.State.Word().ToLowerInvariant()}",
        _ => "Everything held.",
    };
}
