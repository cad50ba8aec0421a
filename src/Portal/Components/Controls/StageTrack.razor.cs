using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Onboarding.Lifecycle;

namespace Portal.Components.Controls;

/// <summary>The product's own sign: six segments, wherever a site is named.</summary>
public sealed partial class StageTrack
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<StageStep> Steps { get; set; }

    private string Spoken
    {
        get
        {
            var done = Steps.Count(step => step.State is CheckState.Passed);
            var now = Steps.FirstOrDefault(step => step.Current);
            return now is null ? $"{done} of {Steps.Count} stages done" : $"{done} of {Steps.Count} stages done, now {now.Stage.Title()}: {now.Shown}";
        }
    }

    private static string Css(StageStep step) => (step.State, step.Running, step.Current) switch
    {
        (_, true, _) => "now r",
        (CheckState.Failed, _, true) => "now f",
        (CheckState.Failed, _, _) => "f",
        (CheckState.Warning, _, true) => "now w",
        (CheckState.CouldNotAssess, _, true) => "now u",
        (CheckState.Passed or CheckState.Warning or CheckState.NotApplicable, _, false) => "d",
        (CheckState.Passed, _, true) => "now d",
        (_, _, true) => "now",
        _ => "",
    };
}
