using Onboarding.Sites;
using Onboarding.Stages.GoLive.Ramp;

namespace Onboarding.Stages.GoLive.Hypercare;

/// <summary>Writes the note of one day from what was counted.</summary>
public static class HypercareWriter
{
    public static HypercareNote Write(Site site, SiteRamp ramp, DateOnly day, IReadOnlyList<EncounterCount> counts, int incidents, int mailed, DateTimeOffset now)
    {
        var figures = OfDay(ramp, day, counts);
        var verdict = HypercareRules.Judge(figures, AtGoLive(ramp, counts), incidents, HypercareLimits.Of(ramp.Terms.Limits));
        return new()
        {
            Id = Guid.CreateVersion7(now),
            RampId = ramp.Id,
            SiteId = site.Id,
            Day = day,
            Number = day.DayNumber - HypercareDays.FirstOf(ramp, site.TimeZone).DayNumber + 1,
            WrittenAt = now,
            Requests = figures.Requests,
            Judged = figures.Judged,
            Good = figures.Good,
            IdentityErrors = figures.IdentityErrors,
            P95Milliseconds = figures.Latencies.Percentile(95),
            Incidents = incidents,
            State = verdict.State,
            Worse = verdict.Worse,
            Mailed = mailed,
        };
    }

    /// <summary>The traffic of one day of hypercare.</summary>
    public static TrafficFigures OfDay(SiteRamp ramp, DateOnly day, IEnumerable<EncounterCount> counts) =>
        RampCounting.Sum(counts.Where(count => count.Day == day && count.Step == ramp.Terms.Steps.Count));

    // The last step had all units in, as hypercare has.
    private static TrafficFigures AtGoLive(SiteRamp ramp, IReadOnlyList<EncounterCount> counts) =>
        RampCounting.Sum(counts.Where(count => count.Step == ramp.Terms.Steps.Count - 1));
}
