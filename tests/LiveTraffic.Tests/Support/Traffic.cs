using LiveTraffic.Alerting;
using LiveTraffic.Gateway;
using LiveTraffic.Monitor;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Onboarding.Persistence;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Hypercare;
using Onboarding.Stages.GoLive.Ramp;

namespace LiveTraffic.Tests.Support;

/// <summary>Requests as the gateway would count them, and the looks that follow.</summary>
internal static class Traffic
{
    /// <summary>From Wednesday 09:00 in Chicago over a whole clinic day: Thursday 18:30.</summary>
    public static readonly TimeSpan WholeClinicDay = TimeSpan.FromHours(33.5);

    public static async Task<SiteRamp> RampOfAsync(this LiveBench bench, Site site)
    {
        await using var db = await bench.SitesAsync();
        return await db.Ramps.AsNoTracking().Where(ramp => ramp.SiteId == site.Id).OrderByDescending(ramp => ramp.BeganAt).FirstAsync(LiveBench.Cancel);
    }

    /// <summary>Counts requests of the present step, or of hypercare.</summary>
    /// <param name="flush">Writes them down at once, as the portal does once a second.</param>
    public static async Task CountAsync(this LiveBench bench, Site site, int times, Encounter encounter = Encounter.Verified, int milliseconds = 40, bool flush = true)
    {
        var ramp = await bench.RampOfAsync(site);
        var place = new EncounterPlace(ramp.Id, ramp.HypercareAt is null ? ramp.Step : ramp.Terms.Steps.Count, ramp.Terms.Units[0].Code, site.TimeZone, ramp.Terms.Limits.P99Milliseconds);
        for (var time = 0; time < times; time++)
            bench.Get<EncounterTally>().Add(place, encounter, TimeSpan.FromMilliseconds(milliseconds));
        if (flush)
            await bench.Get<EncounterTally>().FlushAsync(LiveBench.Cancel);
    }

    public static async Task<Site> LookAsync(this LiveBench bench, Site site)
    {
        // No two looks in one moment, so that decisions have an order.
        bench.Time.Advance(TimeSpan.FromMilliseconds(10));
        await bench.Services.GetServices<IHostedService>().OfType<RampWatch>().Single().LookAsync(LiveBench.Cancel);
        return await bench.ReloadAsync(site.Id);
    }

    /// <summary>Proves every step, one after the other: the site is in hypercare then.</summary>
    public static async Task<Site> ProveAsync(this LiveBench bench, Site site)
    {
        foreach (var _ in (await bench.RampOfAsync(site)).Terms.Steps)
        {
            await bench.CountAsync(site, 20);
            bench.Time.Advance(TimeSpan.FromDays(4));
            site = await bench.LookAsync(site);
        }

        return site;
    }

    /// <summary>One look at hypercare.</summary>
    public static async Task<Site> CareAsync(this LiveBench bench, Site site)
    {
        await bench.Services.GetServices<IHostedService>().OfType<HypercareWatch>().Single().LookAsync(LiveBench.Cancel);
        return await bench.ReloadAsync(site.Id);
    }

    public static async Task<IReadOnlyList<RampDecision>> DecisionsAsync(this LiveBench bench, Site site)
    {
        await using var db = await bench.SitesAsync();
        return await db.RampDecisions.AsNoTracking().Where(decision => decision.SiteId == site.Id).OrderBy(decision => decision.At).ThenBy(decision => decision.Id).ToListAsync(LiveBench.Cancel);
    }

    public static async Task<IReadOnlyList<HypercareNote>> NotesAsync(this LiveBench bench, Site site)
    {
        await using var db = await bench.SitesAsync();
        return await db.HypercareNotes.AsNoTracking().Where(note => note.SiteId == site.Id).OrderBy(note => note.Day).ToListAsync(LiveBench.Cancel);
    }

    public static async Task<IReadOnlyList<string>> HistoryAsync(this LiveBench bench, Site site)
    {
        await using var db = await bench.SitesAsync();
        return await db.Audit.AsNoTracking().Where(entry => entry.SiteId == site.Id).OrderBy(entry => entry.At).Select(entry => $"{entry.ActorName}: {entry.What}").ToListAsync(LiveBench.Cancel);
    }

    public static async Task<OpenAlert?> AlertAsync(this LiveBench bench) => (await bench.Get<Alerts>().OpenAsync(LiveBench.Cancel)).SingleOrDefault();

    public static Task<OnboardingDb> SitesAsync(this LiveBench bench) => bench.Get<IDbContextFactory<OnboardingDb>>().CreateDbContextAsync(LiveBench.Cancel);
}
