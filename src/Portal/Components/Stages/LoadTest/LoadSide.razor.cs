using EhrAdapters;
using Microsoft.AspNetCore.Components;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest;
using Onboarding.Stages.LoadTest.Consents;

namespace Portal.Components.Stages.LoadTest;

/// <summary>Beside the load test: the hospital's consent, and while it runs what would stop it and how our own side keeps up.</summary>
public sealed partial class LoadSide
{
    [Parameter, EditorRequired]
    public required ConsentStanding Standing { get; set; }

    [Parameter, EditorRequired]
    public required EhrEnvironment Environment { get; set; }

    /// <summary>The figures of this moment, while a test runs.</summary>
    [Parameter]
    public LoadReport? Load { get; set; }

    [Parameter]
    public Thresholds Limits { get; set; } = new();

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
}
