using EhrAdapters.Diagnosis;
using Onboarding;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Runs;
using Onboarding.Sites;
using Portal.Components.Controls;
using Portal.Glue;

namespace Portal.Components.Workspace;

/// <summary>The six stages of a site as the track and the rail draw them, read from its evidence.</summary>
public static class SiteSteps
{
    /// <summary>For lists and cards.</summary>
    public static IReadOnlyList<StageStep> Of(SiteSummary row) =>
        Of(row.Site, row.Evidence, row.LatestRun is { InFlight: true } run ? run.Stage : null, row.Site.State.AsStage());

    /// <summary>For the rail; <paramref name="shown"/> is the stage whose panel is open.</summary>
    public static IReadOnlyList<StageStep> Of(SiteView view, Stage shown) =>
        Of(view.Site, view.Evidence, view.InFlight?.Stage, shown);

    /// <summary>The stage that a site is at, also while it takes traffic, is suspended, on hold or withdrawn.</summary>
    public static Stage Present(Site site, EvidenceView evidence) => site.State.HasGoneLive() ? Stage.GoLive : site.State.AsStage() ?? evidence.EarliestMissing().AsStage()!.Value;

    private static IReadOnlyList<StageStep> Of(Site site, EvidenceView evidence, Stage? running, Stage? current)
    {
        var reached = Present(site, evidence);
        return
        [
            .. StageList.All.Select(stage => new StageStep(
                stage,
                State(site, evidence, stage),
                Current: stage == current,
                Running: stage == running,
                Word: stage == running ? "Running" : Word(site, evidence, stage, stage <= reached),
                Meta: Meta(site, evidence, stage, reached),
                Href: stage <= reached || evidence.Of(stage) is not null ? SitePaths.Of(site.Slug, stage) : null)),
        ];
    }

    // Where going live passed once and the site was rolled back since, it is to be done again.
    private static StageEvidence? Found(Site site, EvidenceView evidence, Stage stage) =>
        stage is Stage.GoLive && site.State <= SiteState.GoLive && evidence.Holds(stage) ? null : evidence.Of(stage);

    private static CheckState State(Site site, EvidenceView evidence, Stage stage) =>
        Found(site, evidence, stage) is not { } found ? CheckState.NotReached
        : evidence.Changed(stage) ? CheckState.CouldNotAssess
        : found.Verdict;

    private static string? Word(Site site, EvidenceView evidence, Stage stage, bool reached) =>
        Found(site, evidence, stage) is null ? reached ? "To do" : null
        : evidence.Changed(stage) ? "Ended by an edit"
        : evidence.Holds(stage) && !evidence.Lives(stage) ? "Too old for go-live"
        : null;

    private static string? Meta(Site site, EvidenceView evidence, Stage stage, Stage reached)
    {
        if (Found(site, evidence, stage) is not null && evidence.Age(stage) is { } age)
            return evidence.Left(stage) is { } left && left > TimeSpan.Zero
                ? $"{Ago.Span(age)} old · holds {Ago.Span(left)} more"
                : $"{Ago.Span(age)} old";
        if (stage == reached && site.State <= SiteState.GoLive)
            return site.WaitingOn is { } owner ? $"waits on {owner.Word().ToLowerInvariant()}" : $"waits on {site.OwnerName}";
        return stage is Stage.GoLive && site.PlannedGoLive is { } planned ? $"planned {SiteDays.Text(planned)}" : stage > reached ? $"after {Before(stage)}" : null;
    }

    private static string Before(Stage stage) => ((Stage)((int)stage - 1)).Title().ToLowerInvariant();
}
