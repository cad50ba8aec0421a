using Microsoft.EntityFrameworkCore;
using Onboarding.Persistence;
using Onboarding.Runs;

namespace Onboarding.Stages.LoadTest.Consents;

/// <summary>The hospital ends a load test of its system by itself, at any moment, without an account of ours.</summary>
public sealed class HospitalStop(IDbContextFactory<OnboardingDb> factory, RunService runs)
{
    /// <summary>Stands in the site's history for whoever opened the hospital's own link.</summary>
    public static readonly Actor Hospital = new("hospital-link", "The hospital, by its link", "hospital");

    /// <summary>Stops the test that runs under this consent now.</summary>
    /// <returns>True where one was running; false where there was nothing to stop.</returns>
    public async Task<Result<bool>> StopAsync(Guid consentId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.LoadConsents.AsNoTracking().SingleOrDefaultAsync(row => row.Id == consentId, cancellationToken) is not { } consent)
            return ConsentRefusals.NotFound;
        if (await db.RunUnderAsync(consent, cancellationToken) is not { } run)
            return false;
        var stopped = await runs.CancelAsync(run.Id, Hospital, "The hospital stopped the test by its own link. What was measured until then does not count.", cancellationToken);
        return stopped.Refusal is { } refusal ? refusal : true;
    }
}
