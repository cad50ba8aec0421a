using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest;

namespace Portal.Components.Stages.LoadTest;

/// <summary>A finished load test: who was slow, what the hospital bears, every figure with its limit, and how it compares.</summary>
public sealed partial class LoadOutcome
{
    [Parameter, EditorRequired]
    public required StageRun Run { get; set; }

    [Parameter, EditorRequired]
    public required string Slug { get; set; }

    /// <summary>As it counts today.</summary>
    [Parameter, EditorRequired]
    public required CheckState State { get; set; }

    /// <summary>Measured with other settings than today's.</summary>
    [Parameter]
    public bool Outdated { get; set; }

    [Parameter]
    public Thresholds Limits { get; set; } = new();

    [Parameter]
    public string TimeZone { get; set; } = "UTC";

    [Parameter]
    public RenderFragment? Action { get; set; }

    private LoadReport? Report => Run.Detail as LoadReport;
}
