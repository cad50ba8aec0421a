using Microsoft.EntityFrameworkCore;
using Onboarding.Persistence;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Hypercare;
using Onboarding.Stages.GoLive.Plan;

namespace Onboarding.Stages.GoLive.Ramp;

/// <summary>One step of a ramp as the page draws it.</summary>
/// <param name="Number">From one.</param>
/// <param name="Comes">The units that come in with it.</param>
/// <param name="DaysDone">Whole clinic days and the share of the one under way.</param>
public sealed record RampStepView(int Number, int UnitsIn, IReadOnlyList<CareUnit> Comes, StepFigures Seen, double DaysDone, bool Done, bool Now);

/// <summary>Everything that a site's page shows of its real traffic.</summary>
/// <param name="EarliestAt">When the clinic time of the present step is complete.</param>
/// <param name="Units">Per care unit what came of its requests on this ramp.</param>
/// <param name="Stops">Who stopped traffic, the newest first.</param>
public sealed record TrafficView(
    SiteRamp? Ramp,
    IReadOnlyList<RampStepView> Steps,
    RampVerdict? Verdict,
    DateTimeOffset? EarliestAt,
    IReadOnlyList<(CareUnit Unit, TrafficFigures Figures)> Units,
    IReadOnlyList<RampDecision> Decisions,
    IReadOnlyList<TrafficStop> Stops,
    IReadOnlyList<HypercareNote> Notes)
{
    /// <summary>The stop that is in force.</summary>
    public TrafficStop? Stop => Stops.FirstOrDefault(stop => stop.LiftedAt is null);
}

/// <summary>Reads a site's ramp, hypercare and stops for its page.</summary>
public sealed class TrafficReader(IDbContextFactory<OnboardingDb> factory, TimeProvider time)
{
    private const int MostLines = 12;

    public async Task<TrafficView> ReadAsync(Site site, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        var stops = await db.TrafficStops.AsNoTracking().Where(stop => stop.SiteId == site.Id).OrderByDescending(stop => stop.At).Take(MostLines).ToListAsync(cancellationToken);
        if (await db.RampOf(site.Id).AsNoTracking().SingleOrDefaultAsync(cancellationToken) is not { } ramp)
            return new(null, [], null, null, [], await DecisionsAsync(db, await LastAsync(db, site.Id, cancellationToken), cancellationToken), stops, []);
        var counts = await db.EncounterCounts.AsNoTracking().Where(count => count.RampId == ramp.Id).ToListAsync(cancellationToken);
        return new(
            ramp,
            [.. ramp.Terms.Steps.Select((_, step) => Step(ramp, step, site.TimeZone, counts, now))],
            RampRules.Decide(RampCounting.Figures(ramp, ramp.Step, site.TimeZone, counts, now), ramp.Terms.Limits),
            ClinicCalendar.DoneAt(ramp.Terms.Clinic, site.TimeZone, ramp.StepSince, ramp.Terms.Limits.ClinicDaysPerStep),
            [.. ramp.Terms.Units.Select(unit => (unit, RampCounting.Sum(counts.Where(count => count.Unit == unit.Code))))],
            await DecisionsAsync(db, ramp.Id, cancellationToken),
            stops,
            await db.HypercareNotes.AsNoTracking().Where(note => note.RampId == ramp.Id).OrderBy(note => note.Day).ToListAsync(cancellationToken));
    }

    private static RampStepView Step(SiteRamp ramp, int step, string timeZone, IReadOnlyList<EncounterCount> counts, DateTimeOffset now)
    {
        var before = step == 0 ? 0 : ramp.Terms.Steps[step - 1];
        var done = step < ramp.Step || ramp.ProvenAt is not null;
        var present = step == ramp.Step && !done;
        var days = done ? ramp.Terms.Limits.ClinicDaysPerStep : present ? ClinicCalendar.DaysDone(ramp.Terms.Clinic, timeZone, ramp.StepSince, now) : 0;
        return new(
            step + 1, ramp.Terms.Steps[step], [.. ramp.Terms.Units.Skip(before).Take(ramp.Terms.Steps[step] - before)],
            RampCounting.Figures(ramp, step, timeZone, counts, now), days, done, present);
    }

    // After a roll-back its decisions still say why.
    private static Task<Guid> LastAsync(OnboardingDb db, SiteId site, CancellationToken cancellationToken) =>
        db.Ramps.AsNoTracking().Where(ramp => ramp.SiteId == site).OrderByDescending(ramp => ramp.BeganAt).Select(ramp => ramp.Id).FirstOrDefaultAsync(cancellationToken);

    private static async Task<IReadOnlyList<RampDecision>> DecisionsAsync(OnboardingDb db, Guid ramp, CancellationToken cancellationToken) =>
        await db.RampDecisions.AsNoTracking().Where(decision => decision.RampId == ramp).OrderByDescending(decision => decision.At).ThenByDescending(decision => decision.Id)
            .Take(MostLines).ToListAsync(cancellationToken);
}
