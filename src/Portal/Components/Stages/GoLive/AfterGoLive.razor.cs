using Microsoft.AspNetCore.Components;
using Onboarding.Stages.GoLive.Plan;

namespace Portal.Components.Stages.GoLive;

/// <summary>What going live sets in motion; for a rehearsal without a plan also what one would add.</summary>
public sealed partial class AfterGoLive
{
    [Parameter]
    public GoLivePlan? Plan { get; set; }

    /// <summary>True where no plan is needed and none was made.</summary>
    [Parameter]
    public bool Rehearsal { get; set; }

    [Parameter]
    public bool MayWork { get; set; }

    /// <summary>True while the plan's form is open.</summary>
    [Parameter]
    public bool Editing { get; set; }

    [Parameter]
    public EventCallback OnPlan { get; set; }
}
