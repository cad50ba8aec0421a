using EhrAdapters.Diagnosis;
using Onboarding;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Runs;
using Onboarding.SiteFiles;
using Onboarding.Sites;
using Onboarding.Stages.GoLive;
using Onboarding.Stages.LoadTest;
using Onboarding.Stages.LoadTest.Consents;
using Onboarding.Stages.MapFields;
using Onboarding.Stages.MapFields.Versions;

namespace Portal.Cli;

/// <summary>Takes one site from its file through the stages, by the very runners and commands that the pages use.</summary>
internal sealed class OnboardFlow(
    SiteService sites,
    SiteQueries queries,
    RunService runs,
    RunExecutor executor,
    MappingWorkbench workbench,
    FileNetworks networks,
    LoadConsents consents,
    Approvals approvals)
{
    private static readonly Actor Requester = new("onboard", "onboard command", Roles.CustomerSuccess);

    // Whoever may write the file may say which private hosts are reached.
    private static readonly Actor Administrator = Requester with { Role = Roles.Administrator };

    /// <param name="ended">Told after each stage, in order.</param>
    public async Task<OnboardReport> RunAsync(SiteFile file, Stage through, Action<OnboardStage> ended, CancellationToken cancellationToken)
    {
        List<OnboardStage> done = [];
        var (site, slug) = (default(SiteId), Slug.From(file.Name));
        foreach (var stage in StageList.All.Where(stage => stage <= through))
        {
            var prepared = await PrepareAsync(stage, file, slug, cancellationToken);
            var outcome = prepared.Refusal is { } refusal ? OnboardStage.Refused(stage, refusal) : await ExecuteAsync(site = prepared.Value, stage, slug, cancellationToken);
            done.Add(outcome);
            ended(outcome);
            if (outcome.Gate is not GateState.Open)
                break;
        }

        return OnboardReport.Of(file.Name, done);
    }

    /// <summary>What a person would do before pressing the stage's button.</summary>
    private async Task<Result<SiteId>> PrepareAsync(Stage stage, SiteFile file, string slug, CancellationToken cancellationToken)
    {
        if (stage is Stage.Configure)
            return await ConfigureAsync(file, slug, cancellationToken);
        var site = (await queries.FindAsync(slug, cancellationToken))!.Site;
        return stage switch
        {
            Stage.MapFields => await MapAsync(site, file, cancellationToken),
            Stage.GoLive => await ApproveAsync(site, file, cancellationToken),
            Stage.LoadTest => await ConsentAsync(site, file, cancellationToken),
            Stage.Configure or Stage.TestConnection or Stage.ValidatePatients => site.Id,
        };
    }

    private async Task<Result<SiteId>> ConfigureAsync(SiteFile file, string slug, CancellationToken cancellationToken)
    {
        var found = await queries.FindAsync(slug, cancellationToken);
        if (found?.InFlight is { } left && left.Requester.Id == Requester.Id)
            await runs.CancelAsync(left.Id, Requester, cancellationToken);
        Result<Site> site = found?.Site is { } known && known.Name == file.Name
            ? known
            : await sites.CreateAsync(file.Name, file.TimeZone, goLive: null, Requester, cancellationToken);
        if (site.Value is { } opening && await networks.FollowAsync(opening, file, Administrator, cancellationToken) is { } closed)
            return closed;
        if (site.Value is { } connecting)
            site = await sites.SaveConnectionAsync(connecting.Id, connecting.Version, file.Connection, file.Secret, Requester, cancellationToken);
        if (site.Value is { } naming)
            site = await sites.SavePatientsAsync(naming.Id, naming.Version, file.Patients, Requester, cancellationToken);
        if (site.Value is { } loading && loading.Configuration.Load != file.Load)
            site = await sites.SaveLoadAsync(loading.Id, loading.Version, file.Load, Requester, cancellationToken);
        return Id(site);
    }

    private async Task<Result<SiteId>> MapAsync(Site site, SiteFile file, CancellationToken cancellationToken)
    {
        var opened = await workbench.OpenAsync(site.Id, cancellationToken);
        if (opened.Refusal is { } refusal)
            return refusal;
        var mapping = opened.Value!.AcceptSure(file.Mapping);
        return Json.Write(mapping) == Json.Write(site.Configuration.Mapping)
            ? site.Id
            : Id(await sites.SaveMappingAsync(site.Id, site.Version, mapping, MappingChange.FromSiteFile, Requester, cancellationToken));
    }

    // Run again with the same file, the hospital agreed once.
    private async Task<Result<SiteId>> ConsentAsync(Site site, SiteFile file, CancellationToken cancellationToken)
    {
        if (file.Consent is not { } agreed || site.Connection is not { } connection || LoadVerdict.IsRehearsal(connection.Environment))
            return site.Id;
        var noted = await consents.OfAsync(site.Id, connection.Environment, cancellationToken);
        if (noted.Any(consent => consent.AgreedBy == agreed.AgreedBy.Trim() && consent.From == Moment(agreed.From) && consent.To == Moment(agreed.To)))
            return site.Id;
        return (await consents.NoteAsync(site.Id, agreed, Requester, cancellationToken)).Refusal is { } refusal ? refusal : site.Id;

        DateTimeOffset? Moment(DateTime? read) => read is { } local ? ConsentTimes.Read(local, site.TimeZone) : null;
    }

    private async Task<Result<SiteId>> ApproveAsync(Site site, SiteFile file, CancellationToken cancellationToken)
    {
        var request = await approvals.RequestAsync(site.Id, Requester, cancellationToken);
        if (request.Refusal is { } refusal)
            return refusal;
        // An approval that does not count leaves its gate closed; the gate's own row says so.
        foreach (var approval in file.Approvals)
            await approvals.ApproveAsync(site.Id, new($"file:{Slug.From(approval.Name)}", approval.Name, approval.Role), cancellationToken);
        return site.Id;
    }

    private async Task<OnboardStage> ExecuteAsync(SiteId site, Stage stage, string slug, CancellationToken cancellationToken)
    {
        var started = await runs.StartAsync(site, stage, Guid.NewGuid(), Requester, cancellationToken);
        if (started.Refusal is { } refusal)
            return OnboardStage.Refused(stage, refusal);
        var run = await executor.ExecuteAsync(started.Value!.Id, cancellationToken);
        var evidence = (await queries.FindAsync(slug, CancellationToken.None))!.Evidence;
        return new(stage, run.Verdict ?? CheckState.CouldNotAssess, run.Rows, run.Status is RunStatus.Finished ? evidence.Gate(stage) : GateState.NotEnoughEvidence, run.EndNote);
    }

    private static Result<SiteId> Id(Result<Site> site) => site.Value is { } saved ? saved.Id : site.Refusal!;
}
