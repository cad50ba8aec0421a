using Microsoft.EntityFrameworkCore;
using Onboarding.Persistence;
using Onboarding.Runs;

namespace Onboarding.Stages.LoadTest.Consents;

/// <summary>Ends a load test whose consent was withdrawn meanwhile, whichever process works on it.</summary>
public sealed class ConsentWatch(IDbContextFactory<OnboardingDb> factory, TimeProvider time) : ILoadWatch
{
    public async Task<string?> StopBecauseAsync(StageRunContext context, CancellationToken cancellationToken)
    {
        if (context.Connection?.Environment is not { } environment || LoadVerdict.IsRehearsal(environment))
            return null;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return ConsentStanding.Of(await db.ConsentsOfAsync(context.SiteId, environment, cancellationToken), environment, time.GetUtcNow()).Covering is null
            ? "The hospital's consent no longer covers it."
            : null;
    }
}
