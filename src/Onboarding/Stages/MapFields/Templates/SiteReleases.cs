using EhrAdapters.Diagnosis;
using Microsoft.EntityFrameworkCore;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Stages.TestConnection.History;

namespace Onboarding.Stages.MapFields.Templates;

/// <summary>Which release of its vendor's software a hospital runs, as its server said in the last connection test that passed.</summary>
internal static class SiteReleases
{
    private const int Longest = 80;

    internal static async Task<string?> ReleaseOfAsync(this OnboardingDb db, Site site, CancellationToken cancellationToken) =>
        (await db.ReleasesOfAsync([site], cancellationToken)).GetValueOrDefault(site.Id);

    /// <summary>The releases of these sites; one whose server says none has no entry.</summary>
    internal static async Task<IReadOnlyDictionary<SiteId, string>> ReleasesOfAsync(this OnboardingDb db, IReadOnlyCollection<Site> sites, CancellationToken cancellationToken)
    {
        var ids = sites.Select(site => site.Id).ToList();
        var good = await db.Runs.AsNoTracking()
            .Where(run => ids.Contains(run.SiteId) && run.Stage == Stage.TestConnection && run.Status == RunStatus.Finished && (run.Verdict == CheckState.Passed || run.Verdict == CheckState.Warning))
            .Select(run => new { run.Id, run.SiteId, run.Environment, run.FinishedAt }).ToListAsync(cancellationToken);
        var newest = sites.Select(site => good.Where(run => run.SiteId == site.Id && run.Environment == site.Connection?.Environment).MaxBy(run => run.FinishedAt)?.Id).OfType<Guid>().ToList();
        var runs = await db.Runs.AsNoTracking().Where(run => newest.Contains(run.Id)).ToListAsync(cancellationToken);
        return runs.Select(run => (run.SiteId, Release: run.Baseline()?.Software?.Trim()))
            .Where(pair => !string.IsNullOrEmpty(pair.Release))
            .ToDictionary(pair => pair.SiteId, pair => pair.Release!.Length > Longest ? pair.Release[..Longest] : pair.Release);
    }
}
