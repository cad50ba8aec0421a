using Microsoft.EntityFrameworkCore;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Review;
using Onboarding.Sites;

namespace Onboarding.Stages.GoLive.Ramp;

/// <summary>Stops real traffic and lets it flow again. Every request reads the site's state, so a stop needs no more than to be stored.</summary>
public sealed class TrafficControl(IDbContextFactory<OnboardingDb> factory, SiteService sites)
{
    /// <param name="typedName">Must be the site's name, letter by letter.</param>
    public Task<Result<Site>> SuspendAsync(SiteId id, string typedName, string reason, Actor by, CancellationToken cancellationToken) =>
        StopAsync(id, typedName, SiteTrigger.Suspend, reason, by, cancellationToken);

    /// <summary>Back to the go-live gates; the next ramp begins with the same care unit.</summary>
    public Task<Result<Site>> RollBackAsync(SiteId id, string typedName, string reason, Actor by, CancellationToken cancellationToken) =>
        StopAsync(id, typedName, SiteTrigger.RollBack, reason, by, cancellationToken);

    public async Task<Result<Site>> ResumeAsync(SiteId id, string reason, Actor by, CancellationToken cancellationToken) =>
        ReviewRights.Words(reason, SiteRefusals.ReasonNeeded) is var words && words.Refusal is { } refusal
            ? refusal
            : await sites.FireAsync(id, SiteTrigger.Resume, words.Value!, by, cancellationToken);

    private async Task<Result<Site>> StopAsync(SiteId id, string typedName, SiteTrigger trigger, string reason, Actor by, CancellationToken cancellationToken)
    {
        if (!by.MayWork)
            return Actor.LooksOn;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.Sites.AsNoTracking().Where(site => site.Id == id).Select(site => site.Name).SingleOrDefaultAsync(cancellationToken) is not { } name)
            return SiteRefusals.NotFound;
        if (!string.Equals(typedName, name, StringComparison.Ordinal))
            return GoLiveRefusals.WrongName(name);
        // Callers of the gateway are told the reason, so it may not tell of a patient.
        var words = ReviewRights.Words(reason, SiteRefusals.ReasonNeeded);
        return words.Refusal is { } refusal ? refusal : await sites.FireAsync(id, trigger, words.Value!, by, cancellationToken);
    }
}
