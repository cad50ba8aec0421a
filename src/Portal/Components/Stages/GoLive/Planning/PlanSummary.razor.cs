using System.Globalization;
using Microsoft.AspNetCore.Components;
using Onboarding.Stages.GoLive.Plan;

namespace Portal.Components.Stages.GoLive.Planning;

/// <summary>A complete plan in a few lines, with the way to change it.</summary>
public sealed partial class PlanSummary
{
    [Parameter, EditorRequired]
    public required GoLivePlan Plan { get; set; }

    [Parameter, EditorRequired]
    public required string TimeZone { get; set; }

    [Parameter]
    public bool MayWork { get; set; }

    [Parameter]
    public EventCallback OnEdit { get; set; }

    private IEnumerable<(string What, string Says)> Lines
    {
        get
        {
            var plan = Plan.Content;
            if (plan.Window is { } window)
                yield return ("Window", $"{window.Words(TimeZone)}{(window.ChangeNumber is { Length: > 0 } change ? $", change {change}" : "")}");
            yield return ("Clinic", $"{plan.Clinic.Opens:HH\\:mm} to {plan.Clinic.Closes:HH\\:mm}, {string.Join(", ", plan.Clinic.Days.Select(day => day.ToString()[..3]))}");
            yield return ("Units", plan.Units.Count > 8 ? PlanWords.Words(plan.Units) : string.Join(", then ", plan.Units.Select(unit => unit.Name)));
            yield return ("Alerts go to", string.Join(", ", plan.AlertRoutes.Select(role => plan.Contact(role)?.Name ?? role.Word())));
            yield return ("The hospital’s part", string.Join(", ", plan.Tasks.OrderBy(task => task.Kind).Select(task => $"{task.Kind.Word().ToLowerInvariant()} {task.Reference} ({task.DoneOn.ToString("d MMM", CultureInfo.InvariantCulture)}, noted by {task.NotedBy})")));
        }
    }
}
