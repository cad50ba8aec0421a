using EhrAdapters.Diagnosis;
using Microsoft.EntityFrameworkCore;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Review;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Ramp;

namespace Onboarding.Evidence;

/// <summary>Reads a site's evidence out of its finished runs.</summary>
public static class EvidenceReader
{
    public static async Task<EvidenceView> EvidenceOfAsync(this OnboardingDb db, Site site, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var all = await db.EvidenceOfAsync([site], now, cancellationToken);
        return all[site.Id];
    }

    /// <summary>The evidence of many sites, in as many queries as of one.</summary>
    public static async Task<IReadOnlyDictionary<SiteId, EvidenceView>> EvidenceOfAsync(
        this OnboardingDb db, IReadOnlyCollection<Site> sites, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ids = sites.Select(site => site.Id).ToList();
        var finished = await db.Runs.AsNoTracking()
            .Where(run => ids.Contains(run.SiteId) && run.Status == RunStatus.Finished)
            .Select(run => new { run.Id, run.SiteId, run.Stage, run.Verdict, run.Fingerprint, run.FinishedAt, run.Number })
            .ToListAsync(cancellationToken);
        var newest = finished.GroupBy(run => (run.SiteId, run.Stage)).Select(stage => stage.OrderBy(run => run.FinishedAt).ThenBy(run => run.Number).Last()).ToList();
        var bySite = newest.ToLookup(run => run.SiteId);
        var excepted = await db.VerdictsWithExceptionsAsync(sites, [.. newest.Where(run => run.Verdict is CheckState.Failed).Select(run => run.Id)], now, cancellationToken);
        var traffic = await db.TrafficOfAsync(sites, cancellationToken);
        return sites.ToDictionary(site => site.Id, site => new EvidenceView(
            bySite[site.Id].ToDictionary(
                run => run.Stage,
                run => new StageEvidence(run.Id, run.Stage, excepted.GetValueOrDefault(run.Id, run.Verdict!.Value), run.Fingerprint, run.FinishedAt!.Value)),
            StageList.All.ToDictionary(stage => stage, stage => Fingerprints.Of(stage, site)),
            now,
            traffic.GetValueOrDefault(site.Id)));
    }
}
