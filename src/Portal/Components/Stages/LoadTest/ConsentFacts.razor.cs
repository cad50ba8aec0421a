using EhrAdapters;
using Microsoft.AspNetCore.Components;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest;
using Onboarding.Stages.LoadTest.Consents;

namespace Portal.Components.Stages.LoadTest;

/// <summary>Who at the hospital agreed to what: the consent that covers now, else the next, else the last.</summary>
public sealed partial class ConsentFacts
{
    [Parameter, EditorRequired]
    public required ConsentStanding Standing { get; set; }

    [Parameter, EditorRequired]
    public required EhrEnvironment Environment { get; set; }

    [Parameter]
    public string TimeZone { get; set; } = "UTC";

    [Parameter]
    public DateTimeOffset Now { get; set; }

    [Parameter]
    public bool MayWork { get; set; }

    [Parameter]
    public EventCallback<LoadConsent> OnWithdraw { get; set; }

    /// <summary>The hospital's own way to stop.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private bool Rehearsal => LoadVerdict.IsRehearsal(Environment);

    private LoadConsent? Shown => Standing.Covering ?? Standing.Next ?? Standing.Last;

    private string Word => Standing switch
    {
        { Covering: { } } => "Agreed, open now",
        { Next: { } } => "Agreed, not open yet",
        { Last.WithdrawnAt: { } } => "Withdrawn",
        _ => "Window is over",
    };
}
