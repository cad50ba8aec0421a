using EhrAdapters.Diagnosis;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Sites;
using Portal.Components.Controls;
using Portal.Glue;

namespace Portal.Components.Workspace;

/// <summary>Whose move it is, in the order people look.</summary>
public enum MoveGroup
{
    NeedsYou,
    Running,
    WaitingOnOthers,
    Live,
    OnHold,
    Withdrawn,
}

/// <summary>Whose move it is at a site, since when, and what the next action is. Read from state, evidence and letters; nothing is stored.</summary>
/// <param name="Href">Where the action is done.</param>
public sealed record SiteMove(MoveGroup Group, string Who, string Icon, DateTimeOffset Since, string Action, string Why, string Href)
{
    public static SiteMove Of(SiteSummary row, Actor me)
    {
        var (site, evidence) = (row.Site, row.Evidence);
        var stage = SiteSteps.Present(site, evidence);
        var here = SitePaths.Of(site.Slug, stage);
        if (row.LatestRun is { InFlight: true } run)
            return new(MoveGroup.Running, "Nobody, running", "i-clock", run.QueuedAt, "Watch", $"{run.Stage.Title()} is running.", SitePaths.Of(site.Slug, run.Stage));
        return site.State switch
        {
            SiteState.Ramp => new(MoveGroup.Live, "Nobody", "i-live", site.StateSince, "Open", "On the ramp; it goes on by itself as each step is proven.", here),
            SiteState.Hypercare => new(MoveGroup.Live, "Nobody", "i-live", site.StateSince, "Open", "In hypercare; the portal writes a note every day.", here),
            SiteState.Suspended => new(MoveGroup.NeedsYou, site.OwnerId == me.Id ? "You" : site.OwnerName, "i-pause", site.StateSince, "Resume or roll back", "Real traffic is suspended; callers are refused.", here),
            SiteState.Live => new(MoveGroup.Live, "Nobody", "i-live", site.StateSince, "Open", "Live; the monitor watches it.", here),
            SiteState.OnHold => new(MoveGroup.OnHold, site.OwnerName, "i-pause", site.StateSince, "Open", "On hold until somebody resumes it.", here),
            SiteState.Withdrawn => new(MoveGroup.Withdrawn, "Nobody", "i-x", site.StateSince, "Open", "Withdrawn; it can be reopened.", here),
            _ when site.WaitingOn is { } owner && !Ours(owner) =>
                new(MoveGroup.WaitingOnOthers, owner.Word(), owner.Icon(), site.WaitingSince ?? site.StateSince, "Follow up", site.WaitingFor ?? "A letter was sent; waiting for the answer.", here),
            _ => Yours(row, me, stage, here),
        };
    }

    private static SiteMove Yours(SiteSummary row, Actor me, Stage stage, string here)
    {
        var (site, evidence) = (row.Site, row.Evidence);
        var failed = evidence.Fails(stage);
        var (action, why) = (failed, stage) switch
        {
            (true, Stage.Configure) => ("Correct settings", "The check of the settings found something to correct."),
            (true, Stage.TestConnection) => ("See the cause", "The connection test failed; it says whose move it is and has a letter ready."),
            (true, _) => ("See what failed", $"{stage.Title()} failed."),
            (false, Stage.Configure) => ("Configure", "Say how to reach this hospital's EHR, then check the settings."),
            (false, Stage.TestConnection) => ("Test connection", "Run the connection test."),
            (false, Stage.MapFields) => ("Map fields", "Say where this hospital keeps each field, then check the mapping."),
            (false, Stage.ValidatePatients) => ("Validate patients", "Validate ten patients."),
            (false, Stage.LoadTest) => ("Start load test", "Agree a time with the hospital, then run the load test."),
            (false, Stage.GoLive) => ("Go live", "Open the gates, get the approval, then go live."),
        };
        var since = failed ? evidence.Of(stage)!.BornAt : row.LatestRun?.FinishedAt is { } ended && ended > site.StateSince ? ended : site.StateSince;
        return new(MoveGroup.NeedsYou, site.OwnerId == me.Id ? "You" : site.OwnerName, "i-user", since, action, why, here);
    }

    private static bool Ours(FaultOwner owner) => owner is FaultOwner.OurConfiguration or FaultOwner.OurService or FaultOwner.NotSure;
}

public static class MoveGroups
{
    public static string Title(this MoveGroup group) => group switch
    {
        MoveGroup.NeedsYou => "Needs you",
        MoveGroup.Running => "Running",
        MoveGroup.WaitingOnOthers => "Waiting on somebody else",
        MoveGroup.Live => "Live",
        MoveGroup.OnHold => "On hold",
        MoveGroup.Withdrawn => "Withdrawn",
    };
}
