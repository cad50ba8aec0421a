using Microsoft.EntityFrameworkCore;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Plan;

namespace Onboarding.Stages.GoLive;

/// <summary>The last step by hand: a person types the site's name and opens the real connection, with a plan only while its window is open.</summary>
public sealed class GoLiveService(IDbContextFactory<OnboardingDb> factory, GoLiveGates gates, RunService runs, TimeProvider time)
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
        if (await db.PlanOfAsync(site, cancellationToken) is { Content.Window: { } window } && OutOf(window, site.TimeZone) is { } refusal)
            return refusal;
        var report = await gates.EvaluateAsync(id, cancellationToken);
        return report.Overall is GateState.Open
            ? await runs.StartAsync(id, Stage.GoLive, requestId, by, cancellationToken)
            : GoLiveRefusals.GatesClosed(report);
    }

    private Refusal? OutOf(ChangeWindow window, string zone)
    {
        var now = time.GetUtcNow();
        return now < window.From ? GoLiveRefusals.TooEarly(window, zone) : now >= window.BackBy ? GoLiveRefusals.TooLate(window, zone) : null;
    }
}
