using Onboarding.Lifecycle;
using Onboarding.Sites;
using Portal.Glue;

namespace Portal.Components.Stages;

/// <summary>Where a stage of a site lies in the portal.</summary>
public static class StageLinks
{
    public static string To(Site site, Stage stage) => SitePaths.Of(site.Slug, stage);
}
