using EhrAdapters;
using EhrAdapters.Diagnosis;
using EhrAdapters.Vendors;
using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Sites;
using Portal.Components.Stages.Configure;
using Portal.Glue;

namespace Portal.Components.Stages.TestConnection;

/// <summary>Another vendor's software answers than was chosen: says by which signs, and offers the change as a draft that a person saves.</summary>
public sealed partial class VendorNotice
{
    [Parameter, EditorRequired]
    public required Site Site { get; set; }

    [Parameter]
    public VendorRecognition? Recognised { get; set; }

    [CascadingParameter]
    public required Actor Actor { get; set; }

    [Inject]
    public required IEhrAdapterFactory Adapters { get; init; }

    [Inject]
    public required Drafts Drafts { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private VendorProfile? Profile => Recognised is { } other ? Adapters.FindProfile(other.Vendor) : null;

    private string? Chosen => Site.Connection is { } connection ? Adapters.FindProfile(connection.Vendor)?.Name ?? connection.Vendor : null;

    private string Signs => Recognised!.Signs.Count == 0 ? "The server's own words say so." : $"What gave it away: {string.Join("; ", Recognised.Signs)}.";

    private async Task ChangeAsync()
    {
        if (Profile is not { } profile) return;
        // Whatever somebody has half typed there stays; only the vendor and what hangs on it change.
        var draft = await Drafts.FindAsync(Site.Id, ConfigurePanel.DraftName, CancellationToken.None);
        var form = draft is null ? ConnectionForm.Of(Site.Connection) : Json.Read<ConnectionForm>(draft.Json);
        var changed = form.For(profile);
        if (profile.SignInMethods.Contains(form.Method)) changed = changed with { Method = form.Method };
        var kept = await Drafts.KeepAsync(Site.Id, ConfigurePanel.DraftName, changed, draft?.BasedOn ?? Site.Version, Actor, CancellationToken.None);
        if (kept.Succeeded) Navigation.NavigateTo(SitePaths.Of(Site.Slug, Stage.Configure));
    }
}
