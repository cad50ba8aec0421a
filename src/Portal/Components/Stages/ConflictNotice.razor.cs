using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Sites;

namespace Portal.Components.Stages;

/// <summary>Two people on one part of a site: who saved meanwhile, and the two ways to go on.</summary>
public sealed partial class ConflictNotice
{
    [Parameter, EditorRequired]
    public required Site Site { get; set; }

    /// <summary>In what the two differ, as a sentence.</summary>
    [Parameter]
    public string? Differs { get; set; }

    [Parameter]
    public EventCallback OnTakeNewest { get; set; }

    [Parameter]
    public EventCallback OnKeepMine { get; set; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private string Age => Ago.Text(Clock.GetUtcNow() - Site.EditedAt);
}
