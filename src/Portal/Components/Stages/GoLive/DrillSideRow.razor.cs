using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Stages.GoLive.Drill;
using Onboarding.Stages.GoLive.Plan;

namespace Portal.Components.Stages.GoLive;

/// <summary>One side's acknowledgement of the test alert, or how long it has been waited for.</summary>
public sealed partial class DrillSideRow
{
    [Parameter, EditorRequired]
    public required FireDrill Drill { get; set; }

    [Parameter, EditorRequired]
    public required DrillSide Side { get; set; }

    [Parameter, EditorRequired]
    public required DateTimeOffset Now { get; set; }

    [Parameter]
    public string TimeZone { get; set; } = "UTC";

    [Parameter]
    public bool MayWork { get; set; }

    [Parameter]
    public EventCallback OnAcknowledge { get; set; }

    [Parameter]
    public EventCallback OnRemind { get; set; }

    private string? By => Drill.Acknowledged(Side).By;

    private DateTimeOffset? At => Drill.Acknowledged(Side).At;

    private PlanContact Contact => Drill.ContactOf(Side);

    private bool TooSoon => Now < Drill.ToldAt(Side) + FireDrills.RemindEvery;

    private string Title => Side is DrillSide.Ours ? "Our on-call acknowledges the test alert" : "The hospital acknowledges the test alert";

    private string Waits =>
        $"{Contact.Name}, {Contact.Role.Word().ToLowerInvariant()}{(Contact.Phone is { Length: > 0 } phone ? $", {phone}" : "")}: written to {Ago.Text(Now - Drill.ToldAt(Side))}, {(Now < Drill.DueAt ? $"{Ago.Exact(Drill.DueAt - Now)} left" : "the time is over")}";
}
