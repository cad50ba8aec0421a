using Microsoft.EntityFrameworkCore;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Runs;
using Onboarding.Sites;

namespace Onboarding.Stages.GoLive;

/// <summary>The last step: a person types the site's name and opens the real connection.</summary>
public sealed class GoLiveService(IDbContextFactory<OnboardingDb> factory, GoLiveGates gates, RunService runs)
{
    /// <param name="typedName">Must be the site's name, letter by letter.</param>
    /// <param name="requestId">Made by the page, so that two clicks are one go-live.</param>
    public async Task<Result<StageRun>> ActivateAsync(SiteId id, string typedName, Guid requestId, Actor by, CancellationToken cancellationToken)
    {
        if (!by.MayWork)
            return Actor.LooksOn;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.Sites.AsNoTracking().SingleOrDefaultAsync(site => site.Id == id, cancellationToken) is not { } site)
            return SiteRefusals.NotFound;
        if (!string.Equals(typedName, site.Name, StringComparison.Ordinal))
            return GoLiveRefusals.WrongName(site.Name);
        var report = await gates.EvaluateAsync(id, cancellationToken);
        return report.Overall is GateState.Open
            ? await runs.StartAsync(id, Stage.GoLive, requestId, by, cancellationToken)
            : GoLiveRefusals.GatesClosed(report);
    }
}
