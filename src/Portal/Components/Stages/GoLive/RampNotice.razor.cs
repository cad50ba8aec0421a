using Microsoft.AspNetCore.Components;
using Onboarding.Lifecycle;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Ramp;

namespace Portal.Components.Stages.GoLive;

/// <summary>Who stopped real traffic, when and why, for as long as the stop is in force.</summary>
public sealed partial class RampNotice
{
    private TrafficView? _traffic;
    private SiteView? _read;

    [Parameter, EditorRequired]
    public required SiteView View { get; set; }

    [Inject]
    public required TrafficReader Reader { get; init; }

    private Site Site => View.Site;

    private bool Shown => _traffic?.Stop is { Kind: StopKind.RolledBack } || Site.State is SiteState.Suspended;

    protected override async Task OnParametersSetAsync()
    {
        if (ReferenceEquals(_read, View)) return;
        _read = View;
        _traffic = await Reader.ReadAsync(Site, CancellationToken.None);
    }
}
