using System.Security.Claims;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Review;
using Onboarding.Sites;
using Portal.Accounts;
using Portal.Components.Layout;

namespace Portal.Glue;

/// <summary>The figures beside the navigation.</summary>
public sealed class SiteCounts(SiteQueries sites, ReviewReader review, IAlertFeed alerts, SiteHub hub, TimeProvider time) : INavCounts
{
    public async Task<NavCounts> ReadAsync(ClaimsPrincipal person, CancellationToken cancellation)
    {
        var me = person.UserId();
        var all = await sites.ListAsync(cancellation);
        var open = await alerts.ReadAsync(person, cancellation);
        return new(
            MySites: all.Count(row => row.Site.OwnerId == me && row.Site.State is not SiteState.Withdrawn),
            Pipeline: all.Count(row => row.Site.State <= SiteState.GoLive),
            Review: (await review.ReadAsync(cancellation)).Reports,
            OpenAlerts: open.Count);
    }

    public IDisposable Subscribe(Func<Task> changed) =>
        new PageSubscription(hub, null, time, news => news.LookAgain ? changed() : Task.CompletedTask);
}
