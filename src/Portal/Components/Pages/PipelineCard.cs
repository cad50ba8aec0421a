using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Sites;
using Portal.Components.Workspace;

namespace Portal.Components.Pages;

/// <summary>A site on the board.</summary>
/// <param name="Stage">Null for a site that has gone live.</param>
/// <param name="Age">Null for a site that has gone live.</param>
public sealed record PipelineCard(Site Site, Stage? Stage, SiteMove Move, StageAge? Age)
{
    public static PipelineCard Of(SiteSummary row, Actor me, DateTimeOffset now)
    {
        Stage? stage = row.Site.State.HasGoneLive() ? null : SiteSteps.Present(row.Site, row.Evidence);
        return new(row.Site, stage, SiteMove.Of(row, me), stage is { } at && row.Site.State is not SiteState.OnHold ? StageAge.Of(row.Site, at, now) : null);
    }

    /// <summary>Whose move, in the three words of the figures and the filter.</summary>
    public string Waiting => Move.Group switch
    {
        MoveGroup.WaitingOnOthers => "hospital",
        MoveGroup.NeedsYou => "us",
        MoveGroup.Running or MoveGroup.Live or MoveGroup.OnHold or MoveGroup.Withdrawn => "nobody",
    };
}
