using EhrAdapters.Mapping;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Onboarding.Sites;
using Onboarding.Stages.MapFields;
using Onboarding.Stages.MapFields.Versions;
using Portal.Glue;

namespace Portal.Components.Stages.MapFields;

/// <summary>Every save of the mapping; the address says which two are compared, or which one is tried before it is brought back.</summary>
public sealed partial class VersionsPanel : IDisposable
{
    private const int Brief = 6;
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<MappingVersion> _versions = [];
    private VersionsAsked _asked = new(null, null, null);
    private int _read;
    private bool _all;

    [Parameter, EditorRequired]
    public required SiteView View { get; set; }

    [Parameter, EditorRequired]
    public required MappingSession Session { get; set; }

    /// <summary>There are edits that nobody saved.</summary>
    [Parameter]
    public bool Dirty { get; set; }

    [Parameter]
    public bool MayWork { get; set; }

    /// <summary>The number of the version to bring back.</summary>
    [Parameter]
    public EventCallback<int> OnRestore { get; set; }

    [Inject]
    public required MappingVersions Versions { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private Site Site => View.Site;

    private MappingVersion Newest => _versions[0];

    private IReadOnlyList<MappingVersion> Shown => _all ? _versions : [.. _versions.Take(Brief)];

    protected override void OnInitialized() => Navigation.LocationChanged += Follow;

    protected override async Task OnParametersSetAsync()
    {
        _asked = VersionsAsked.Read(Navigation.Uri);
        if (_read == Site.Version) return;
        _read = Site.Version;
        try
        {
            _versions = await Versions.ListAsync(Site.Id, _gone.Token);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page was left.
        }
    }

    public void Dispose()
    {
        Navigation.LocationChanged -= Follow;
        _gone.Cancel();
        _gone.Dispose();
    }

    private void Follow(object? sender, LocationChangedEventArgs moved)
    {
        _asked = VersionsAsked.Read(moved.Location);
        StateHasChanged();
    }

    private MappingVersion? Find(int? number) => _versions.FirstOrDefault(version => version.Number == number);

    private FieldMap Before(MappingVersion version) => Find(version.Number - 1)?.Mapping ?? FieldMap.Empty;
}
