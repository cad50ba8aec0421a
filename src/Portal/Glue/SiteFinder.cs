using System.Security.Claims;
using Onboarding.Lifecycle;
using Onboarding.Sites;
using Portal.Components.Layout;

namespace Portal.Glue;

/// <summary>The Find box: sites by a part of their name, the most recently edited first where nothing is typed.</summary>
public sealed class SiteFinder(SiteQueries sites) : ISiteFinder
{
    private const int Most = 8;

    public async Task<IReadOnlyList<FoundSite>> FindAsync(string text, ClaimsPrincipal person, CancellationToken cancellation)
    {
        var all = await sites.ListAsync(cancellation);
        return
        [
            .. all.Where(row => text.Length == 0 || row.Site.Name.Contains(text, StringComparison.CurrentCultureIgnoreCase))
                .OrderByDescending(row => row.Site.EditedAt).Take(Most)
                .Select(row => new FoundSite(row.Site.Name, $"{row.Site.State.Title()} · {row.Site.OwnerName}", SitePaths.Of(row.Site.Slug))),
        ];
    }
}
