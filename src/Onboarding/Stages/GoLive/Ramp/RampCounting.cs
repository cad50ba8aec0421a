using Microsoft.EntityFrameworkCore;
using Onboarding.Persistence;

namespace Onboarding.Stages.GoLive.Ramp;

/// <summary>Adds up what the processes counted.</summary>
public static class RampCounting
{
    /// <summary>The figures of the ramp's present step; identity errors of the whole ramp.</summary>
    public static async Task<StepFigures> FiguresAsync(this OnboardingDb db, SiteRamp ramp, string timeZone, DateTimeOffset now, CancellationToken cancellationToken) =>
        Figures(ramp, ramp.Step, timeZone, await db.EncounterCounts.AsNoTracking().Where(count => count.RampId == ramp.Id).ToListAsync(cancellationToken), now);

    public static StepFigures Figures(SiteRamp ramp, int step, string timeZone, IReadOnlyList<EncounterCount> counts, DateTimeOffset now)
    {
        var here = Sum(counts.Where(count => count.Step == step));
        return new(
            here.Judged, here.Good, here.Verified, counts.Where(count => count.Step < ramp.Terms.Steps.Count).Sum(count => count.IdentityErrors), here.Latencies.Percentile(99),
            step == ramp.Step ? ClinicCalendar.WholeDays(ramp.Terms.Clinic, timeZone, ramp.StepSince, now) : ramp.Terms.Limits.ClinicDaysPerStep, ramp.FailedChecks);
    }

    public static TrafficFigures Sum(IEnumerable<EncounterCount> counts)
    {
        var all = counts as IReadOnlyList<EncounterCount> ?? [.. counts];
        return new(
            all.Sum(count => count.Judged), all.Sum(count => count.Good), all.Sum(count => count.Verified), all.Sum(count => count.IdentityErrors),
            all.Sum(count => count.NotJudged), Latencies.Sum(all.Select(count => count.Latencies)));
    }
}

/// <summary>What a part of the traffic came to.</summary>
public sealed record TrafficFigures(int Judged, int Good, int Verified, int IdentityErrors, int NotJudged, Latencies Latencies)
{
    public int Requests => Judged + NotJudged;

    public double? SuccessShare => Judged == 0 ? null : (double)Good / Judged;
}
