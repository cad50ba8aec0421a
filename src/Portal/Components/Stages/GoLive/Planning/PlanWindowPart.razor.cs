using Microsoft.AspNetCore.Components;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Plan;
using Portal.Components.Controls;

namespace Portal.Components.Stages.GoLive.Planning;

/// <summary>When: the window on the hospital's clock, what is usually offered, and what stands against it.</summary>
public sealed partial class PlanWindowPart
{
    private const int Offered = 4;
    private static readonly DayOfWeek[] Week = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];
    private IReadOnlyList<ChangeWindow> _offers = [];
    private IReadOnlyList<string> _doubts = [];
    private string? _frozen;

    [Parameter, EditorRequired]
    public required Site Site { get; set; }

    [Parameter, EditorRequired]
    public required PlanView View { get; set; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private string Zone => $"{SiteTime.In(Clock.GetUtcNow(), Site.TimeZone).Name}, {Site.TimeZone}";

    protected override void OnParametersSet()
    {
        var (now, zone) = (Clock.GetUtcNow(), Site.TimeZone);
        var plan = Fields.Read(zone, now).Plan;
        _offers = ChangeWindows.Next(plan.Usual is { Count: > 0 } own ? own : View.Usual, View.Freezes, zone, now, Offered);
        _doubts = plan.Window is { } window && window.To > window.From ? ChangeWindows.Doubts(window, plan.Clinic, zone) : [];
        _frozen = plan.Window is { } chosen && chosen.To > chosen.From ? ChangeWindows.Frozen(chosen, View.Freezes, zone) : null;
    }
}
