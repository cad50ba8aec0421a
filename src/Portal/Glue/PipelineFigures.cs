using EhrAdapters.Diagnosis;
using Microsoft.EntityFrameworkCore;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Runs;
using Onboarding.Sites;

namespace Portal.Glue;

/// <summary>The figures above the board, from what is stored and nothing else.</summary>
/// <param name="MedianDaysToLive">Calendar days from created to live; null while no site is live.</param>
/// <param name="FirstTries">Stages' first runs that came to a result in the last 90 days.</param>
public sealed record PipelineFigures(int Live, double? MedianDaysToLive, int LiveInThirtyDays, int FirstTries, int PassedFirstTry, Stage? Weakest, int WeakestPassed, int WeakestTries)
{
    private const int Recent = 30, Window = 90;

    public static async Task<PipelineFigures> ReadAsync(IDbContextFactory<OnboardingDb> factory, IReadOnlyList<SiteSummary> sites, DateTimeOffset now, CancellationToken cancellation)
    {
        var live = sites.Where(row => row.Site.State.TakesTraffic()).Select(row => row.Site).ToList();
        var from = now - TimeSpan.FromDays(Window);
        await using var db = await factory.CreateDbContextAsync(cancellation);
        // A ramp says when the first traffic flowed; the states after it are younger.
        var began = await db.Ramps.AsNoTracking().Where(ramp => ramp.EndedAt == null).Select(ramp => new { ramp.SiteId, ramp.BeganAt }).ToDictionaryAsync(ramp => ramp.SiteId, ramp => ramp.BeganAt, cancellation);
        var days = live.Select(site => (Since(site) - site.CreatedAt).TotalDays).Order().ToList();
        var tries = await db.Runs.AsNoTracking().Where(run => run.Number == 1 && run.Status == RunStatus.Finished && run.QueuedAt >= from)
            .Select(run => new { run.Stage, run.Verdict }).ToListAsync(cancellation);
        var byStage = tries.GroupBy(run => run.Stage)
            .Select(stage => (Stage: stage.Key, Passed: stage.Count(run => Passed(run.Verdict)), Tries: stage.Count())).ToList();
        var weakest = byStage.Where(stage => stage.Passed < stage.Tries).OrderBy(stage => (double)stage.Passed / stage.Tries).ThenBy(stage => stage.Stage).Take(1).ToList();
        return new(
            live.Count,
            days.Count == 0 ? null : (days[(days.Count - 1) / 2] + days[days.Count / 2]) / 2,
            live.Count(site => Since(site) >= now - TimeSpan.FromDays(Recent)),
            tries.Count,
            tries.Count(run => Passed(run.Verdict)),
            weakest.Count > 0 ? weakest[0].Stage : null,
            weakest.Count > 0 ? weakest[0].Passed : 0,
            weakest.Count > 0 ? weakest[0].Tries : 0);

        DateTimeOffset Since(Site site) => began.GetValueOrDefault(site.Id, site.StateSince);
    }

    private static bool Passed(CheckState? verdict) => verdict is CheckState.Passed or CheckState.Warning;
}
