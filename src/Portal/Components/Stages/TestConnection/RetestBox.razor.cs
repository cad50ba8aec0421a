using Microsoft.AspNetCore.Components;
using Onboarding.Evidence;
using Onboarding.Sites;
using Onboarding.Stages.TestConnection.Retest;

namespace Portal.Components.Stages.TestConnection;

/// <summary>When the portal tests again by itself: planned, offered, or why it would not help.</summary>
public sealed partial class RetestBox
{
    [Parameter, EditorRequired]
    public required Site Site { get; set; }

    /// <summary>The newest plan, perhaps ended.</summary>
    [Parameter]
    public RetestPlan? Plan { get; set; }

    /// <summary>What a plan would be from now on; null where waiting cannot help.</summary>
    [Parameter]
    public RetestSchedule? Offer { get; set; }

    [Parameter]
    public ResultRow? Cause { get; set; }

    [Parameter]
    public bool MayWork { get; set; }

    [Parameter]
    public EventCallback OnPlan { get; set; }

    [Parameter]
    public EventCallback OnStop { get; set; }

    [Inject]
    public required TimeProvider Clock { get; init; }
}
