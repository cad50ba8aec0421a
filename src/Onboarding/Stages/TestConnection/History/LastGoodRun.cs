using EhrAdapters;
using EhrAdapters.Diagnosis;
using Microsoft.EntityFrameworkCore;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Runs;
using Onboarding.Sites;

namespace Onboarding.Stages.TestConnection.History;

/// <summary>The newest connection test that passed, perhaps with a warning, in the same environment: what a failing one is held against.</summary>
public static class LastGoodRun
{
    public static async Task<StageRun?> LastGoodConnectionAsync(this OnboardingDb db, SiteId site, EhrEnvironment? environment, CancellationToken cancellationToken) =>
        await db.Runs.AsNoTracking()
            .Where(run => run.SiteId == site && run.Stage == Stage.TestConnection && run.Environment == environment && run.Status == RunStatus.Finished
                && (run.Verdict == CheckState.Passed || run.Verdict == CheckState.Warning))
            .OrderByDescending(run => run.FinishedAt).FirstOrDefaultAsync(cancellationToken);

    /// <summary>What a run saw of the network; null where it did not get that far.</summary>
    public static ConnectionBaseline? Baseline(this StageRun? run) => (run?.Detail as ConnectionDetail)?.Baseline;
}
