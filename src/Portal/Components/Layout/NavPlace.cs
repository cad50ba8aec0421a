using System.Reflection;
using Microsoft.AspNetCore.Components;
using Portal.Accounts;

namespace Portal.Components.Layout;

/// <summary>One entry of the navigation: where it leads, who sees it, and which other addresses belong to it.</summary>
public sealed record NavPlace(string Href, string Word, string Icon, string? Policy = null, string? Below = null, bool StartsGroup = false)
{
    private static readonly HashSet<string> Routes = typeof(App).Assembly.GetTypes()
        .SelectMany(page => page.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template).ToHashSet();

    /// <summary>By job; only pages that exist, so that no entry leads nowhere.</summary>
    public static IReadOnlyList<NavPlace> All { get; } = new NavPlace[]
    {
        new("/", "My sites", "i-sites", Below: "/sites"),
        new("/pipeline", "Pipeline", "i-pipeline"),
        new("/review", "Review", "i-review", PortalPolicies.Review),
        new("/live", "Live", "i-live"),
        new("/lifecycle", "Library", "i-library", StartsGroup: true),
        new("/data-contract", "Data contract", "i-tick"),
        new("/templates", "Mapping templates", "i-copy"),
        new("/directories", "Endpoint directories", "i-network"),
        new("/admin/allowed-networks", "Admin", "i-admin", PortalPolicies.Administer, Below: "/admin"),
    }.Where(place => Routes.Contains(place.Href)).ToArray();

    public bool IsAt(string path) => Covers(Href, path) || (Below is not null && Covers(Below, path));

    private static bool Covers(string place, string path) =>
        path == place || (place != "/" && path.StartsWith(place + "/", StringComparison.Ordinal));
}
