using Microsoft.AspNetCore.Components;
using Onboarding.Runs;
using Portal.Components.Controls;

namespace Portal.Components.Workspace;

/// <summary>The newest runs of a stage, each with a link that shows it.</summary>
public sealed partial class RunHistory
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<StageRun> Runs { get; set; }

    [Parameter, EditorRequired]
    public required string Slug { get; set; }

    [Parameter]
    public Guid? Shown { get; set; }

    [Parameter]
    public string TimeZone { get; set; } = "UTC";

    /// <summary>How a run ended, in a word or two.</summary>
    public static string Outcome(StageRun run) => run.Status switch
    {
        RunStatus.Queued => "Waiting",
        RunStatus.Running => "Running",
        RunStatus.Cancelled => "Stopped",
        RunStatus.Interrupted => "Interrupted",
        RunStatus.Finished => run.Verdict!.Value.Word(),
    };
}
