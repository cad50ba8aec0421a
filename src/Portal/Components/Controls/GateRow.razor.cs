using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Onboarding.Evidence;
using Onboarding.Stages.GoLive;

namespace Portal.Components.Controls;

/// <summary>One gate: what it reads, what it says, and what opens it. Nobody opens one by hand.</summary>
public sealed partial class GateRow
{
    [Parameter, EditorRequired]
    public required GateResult Gate { get; set; }

    /// <summary>Instead of what is left of its life, such as a link to the stage that renews it.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private CheckState Sign => Gate.State switch
    {
        GateState.Open => CheckState.Passed,
        GateState.Closed => CheckState.Failed,
        GateState.NotEnoughEvidence => CheckState.CouldNotAssess,
    };

    private string Word => Gate.State switch
    {
        GateState.Open => "Open",
        GateState.Closed => "Closed",
        GateState.NotEnoughEvidence => "Not enough evidence",
    };
}
