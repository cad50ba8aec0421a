using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;

namespace Portal.Components.Controls;

/// <summary>The track at full width: links in an ordered list, so that nobody walks past a gate.</summary>
public sealed partial class StageRail
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<StageStep> Steps { get; set; }

    private static int Number(StageStep step) => (int)step.Stage + 1;

    private static string Css(StageStep step) =>
        (step.Current ? "cur " : "") + (step is { Current: true, State: CheckState.Failed } ? "bad " : "") + (step.Ahead ? "todo" : "");
}
