using Microsoft.EntityFrameworkCore;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Ramp;

namespace Onboarding.Stages.GoLive.Hypercare;

/// <param name="DayBegan">Midnight by the site's clock: it is told once a day.</param>
public sealed record HypercareBreak(SiteId Site, string Sentence, DateTimeOffset DayBegan);

/// <summary>Which sites in hypercare surely break a limit of it today.</summary>
public sealed class HypercareLook(IDbContextFactory<OnboardingDb> factory, TimeProvider time)
{
    public async Task<IReadOnlyList<HypercareBreak>> BreaksAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var sites = await db.Sites.AsNoTracking().Where(site => site.State == SiteState.Hypercare).Select(site => new { site.Id, site.TimeZone }).ToListAsync(cancellationToken);
        List<HypercareBreak> breaks = [];
        foreach (var site in sites)
        {
            if (await db.RampOf(site.Id).AsNoTracking().SingleOrDefaultAsync(cancellationToken) is not { } ramp)
                continue;
            var today = SiteClock.Day(time.GetUtcNow(), site.TimeZone);
            var counts = await db.EncounterCounts.AsNoTracking().Where(count => count.RampId == ramp.Id && count.Day == today).ToListAsync(cancellationToken);
            if (HypercareRules.BreaksNow(HypercareWriter.OfDay(ramp, today, counts), HypercareLimits.Of(ramp.Terms.Limits)) is { } sentence)
                breaks.Add(new(site.Id, sentence, HypercareDays.MidnightOf(today, site.TimeZone)));
        }

        return breaks;
    }
}
