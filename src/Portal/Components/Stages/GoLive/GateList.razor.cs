using Microsoft.AspNetCore.Components;
using Onboarding.Evidence;
using Onboarding.Stages.GoLive;

namespace Portal.Components.Stages.GoLive;

/// <summary>Every gate, what is shut first, each with the way to where it is opened.</summary>
public sealed partial class GateList
{
    [Parameter, EditorRequired]
    public required GateReport Gates { get; set; }

    [Parameter, EditorRequired]
    public required string Slug { get; set; }

    /// <summary>Raised for a gate that is opened in the plan.</summary>
    [Parameter]
    public EventCallback<PlanPart> OnPart { get; set; }

    /// <summary>Raised for a gate that the fire drill opens.</summary>
    [Parameter]
    public EventCallback OnDrill { get; set; }

    private static int Order(GateResult gate) => gate.State switch
    {
        GateState.Closed => 0,
        GateState.NotEnoughEvidence => 1,
        GateState.Open => 2,
    };

    private static string Word(PlanPart part) => part switch
    {
        PlanPart.Window => "Set the window",
        PlanPart.Units => "Name units",
        PlanPart.Contacts => "Name contacts",
        PlanPart.Tasks => "Note tasks",
        PlanPart.Limits => "Set limits",
    };
}
