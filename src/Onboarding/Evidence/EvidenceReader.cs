using Microsoft.EntityFrameworkCore;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Runs;
using Onboarding.Sites;

namespace Onboarding.Evidence;

/// <summary>Reads a site's evidence out of its finished runs.</summary>
public static class EvidenceReader
{
    public static async Task<EvidenceView> EvidenceOfAsync(this OnboardingDb db, Site site, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var all = await db.EvidenceOfAsync([site], now, cancellationToken);
        return all[site.Id];
    }

    /// <summary>The evidence of many sites in one query.</summary>
    public static async Task<IReadOnlyDictionary<SiteId, EvidenceView>> EvidenceOfAsync(
        this OnboardingDb db, IReadOnlyCollection<Site> sites, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ids = sites.Select(site => site.Id).ToList();
        var finished = await db.Runs.AsNoTracking()
            .Where(run => ids.Contains(run.SiteId) && run.Status == RunStatus.Finished)
            .Select(run => new { run.Id, run.SiteId, run.Stage, run.Verdict, run.Fingerprint, run.FinishedAt, run.Number })
            .ToListAsync(cancellationToken);
        var bySite = finished.ToLookup(run => run.SiteId);
        return sites.ToDictionary(site => site.Id, site => new EvidenceView(
            bySite[site.Id].GroupBy(run => run.Stage).ToDictionary(
                stage => stage.Key,
                stage => stage.OrderBy(run => run.FinishedAt).ThenBy(run => run.Number)
                    .Select(run => new StageEvidence(run.Id, run.Stage, run.Verdict!.Value, run.Fingerprint, run.FinishedAt!.Value))
                    .Last()),
            StageList.All.ToDictionary(stage => stage, stage => Fingerprints.Of(stage, site)),
            now));
    }
}
