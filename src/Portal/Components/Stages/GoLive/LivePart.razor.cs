using LiveTraffic.Gateway;
using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Sites;
using Onboarding.Stages.GoLive;
using Portal.Components.Controls;

namespace Portal.Components.Stages.GoLive;

/// <summary>A live site: since when, how to call it, and its keys.</summary>
public sealed partial class LivePart
{
    [Parameter, EditorRequired]
    public required SiteView View { get; set; }

    [Parameter, EditorRequired]
    public required ApprovalStatus Approval { get; set; }

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    [Parameter]
    public bool MayWork { get; set; }

    /// <summary>The care unit that callers name on a ramp; null where they need not.</summary>
    [Parameter]
    public string? Unit { get; set; }

    /// <summary>Told after traffic was stopped: why it was refused, or null.</summary>
    [Parameter]
    public EventCallback<Refusal?> OnStopped { get; set; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    // The earlier stages' evidence keeps its age after go-live; the state itself is the machine's.
    private bool Holds => View.Evidence.Holds(Stage.GoLive);

    private string Patients => $"{Navigation.BaseUri}api/v1/sites/{View.Site.Slug}/patients";

    private string UnitHeader => Unit is null ? "" : $" -H \"{Admission.UnitHeader}: {Unit}\"";

    private string ById => $"curl -H \"Authorization: Bearer YOUR_KEY\"{UnitHeader} \\\n  {Patients}/FHIR_ID";

    private string ByMrn => $"curl -H \"Authorization: Bearer YOUR_KEY\"{UnitHeader} -H \"Content-Type: application/json\" \\\n  -d '{{\"mrn\":\"RECORD_NUMBER\"}}' \\\n  {Patients}/lookup";

    private IReadOnlyList<CauseFact> Facts
    {
        get
        {
            var now = Clock.GetUtcNow();
            return
            [
                new("Live since", SiteTime.Absolute(View.Site.StateSince, now, View.Site.TimeZone), Ago.Text(now - View.Site.StateSince)),
                .. Approval.Approvals.Take(1).Select(given => new CauseFact("Approved by", given.ActorName, SiteTime.Absolute(given.At, now, View.Site.TimeZone))),
                .. Approval.Request is { } asked ? [new CauseFact("Asked by", asked.ActorName, SiteTime.Absolute(asked.At, now, View.Site.TimeZone))] : Array.Empty<CauseFact>(),
            ];
        }
    }
}
