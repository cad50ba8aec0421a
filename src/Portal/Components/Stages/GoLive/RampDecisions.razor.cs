using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Onboarding.Stages.GoLive.Ramp;

namespace Portal.Components.Stages.GoLive;

/// <summary>What the rules and people decided about a ramp, the newest first.</summary>
public sealed partial class RampDecisions
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<RampDecision> Decisions { get; set; }

    [Parameter, EditorRequired]
    public required string TimeZone { get; set; }

    private static CheckState State(RampCall call) => call switch
    {
        RampCall.Promote => CheckState.Passed,
        RampCall.Hold => CheckState.CouldNotAssess,
        RampCall.RollBack => CheckState.Failed,
    };

    private static string Word(RampCall call) => call switch
    {
        RampCall.Promote => "Promote",
        RampCall.Hold => "Hold",
        RampCall.RollBack => "Roll back",
    };
}
