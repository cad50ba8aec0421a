using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Sites;
using Portal.Components.Controls;
using Portal.Glue;

namespace Portal.Components.Pages;

/// <summary>Name, time zone, planned day; then straight to Configure.</summary>
public sealed partial class NewSite
{
    // The zones of this country first; people elsewhere type.
    private static readonly string[] Near =
        ["America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu"];

    private string _name = "";
    private string _zone = "";
    private string _planned = "";
    private Refusal? _refusal;
    private bool _saving;

    [Inject]
    public required SiteService Service { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [CascadingParameter]
    public required Task<AuthenticationState> Authentication { get; set; }

    private IEnumerable<(string Id, string Label)> Zones =>
        Near.Concat(TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Where(id => id.Contains('/', StringComparison.Ordinal) && !Near.Contains(id)))
            .Select(id => (id, SiteTime.Absolute(Clock.GetUtcNow(), Clock.GetUtcNow(), id)));

    private string ZoneHelp => TimeZoneInfo.TryFindSystemTimeZoneById(_zone, out _)
        ? $"There it is {SiteTime.Absolute(Clock.GetUtcNow(), Clock.GetUtcNow(), _zone)} now."
        : "Of the hospital. Type a city or choose from the list; every time on this site's pages is told in it.";

    private async Task SaveAsync()
    {
        if (_saving) return;
        _saving = true;
        var me = (await Authentication).User.AsActor();
        DateOnly? planned = DateOnly.TryParseExact(_planned, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        var created = await Service.CreateAsync(_name, _zone.Trim(), planned, me, CancellationToken.None);
        _refusal = created.Refusal;
        _saving = false;
        if (created.Value is { } site)
            Navigation.NavigateTo(SitePaths.Of(site.Slug, Stage.Configure));
    }
}
