using EhrAdapters.Diagnosis;
using Microsoft.EntityFrameworkCore;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Plan;

namespace Onboarding.Stages.GoLive.Drill;

/// <summary>A site's drills as its page shows them.</summary>
/// <param name="People">Who is sent the test alert of the next one.</param>
public sealed record DrillView(DrillStanding Standing, FireDrill? Last, (PlanContact? Ours, PlanContact? Hospital) People);

/// <summary>A running drill whose alert our side has not acknowledged.</summary>
public sealed record OpenTestAlert(Site Site, FireDrill Drill);

/// <summary>Starts, acknowledges, reminds and stops fire drills. What machines measure is somebody else's work.</summary>
public sealed class FireDrills(IDbContextFactory<OnboardingDb> factory, DrillMail mail, SiteHub hub, TimeProvider time)
{
    /// <summary>A side is not written to more often.</summary>
    public static readonly TimeSpan RemindEvery = TimeSpan.FromMinutes(2);

    private const int Attempts = 5;

    public async Task<DrillView> ReadAsync(SiteId id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var site = await db.Sites.AsNoTracking().SingleAsync(row => row.Id == id, cancellationToken);
        var last = await db.FireDrills.AsNoTracking().Where(drill => drill.SiteId == id).OrderByDescending(drill => drill.StartedAt).FirstOrDefaultAsync(cancellationToken);
        return new(await db.DrillsOfAsync(site, time.GetUtcNow(), cancellationToken), last, DrillPeople.Of((await db.PlanOfAsync(site, cancellationToken))?.Content));
    }

    /// <summary>Test alerts that wait for somebody of ours.</summary>
    public async Task<IReadOnlyList<OpenTestAlert>> OpenAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var open = await db.FireDrills.AsNoTracking().Where(drill => drill.State == DrillState.Running && drill.OursAt == null).ToListAsync(cancellationToken);
        var ids = open.Select(drill => drill.SiteId).ToList();
        var sites = await db.Sites.AsNoTracking().Where(site => ids.Contains(site.Id)).ToDictionaryAsync(site => site.Id, cancellationToken);
        return [.. open.Select(drill => new OpenTestAlert(sites[drill.SiteId], drill))];
    }

    /// <param name="requestId">Made by the page, so that two clicks are one drill.</param>
    public async Task<Result<FireDrill>> StartAsync(SiteId id, Guid requestId, Actor by, CancellationToken cancellationToken)
    {
        if (!by.MayWork)
            return Actor.LooksOn;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.FireDrills.AsNoTracking().SingleOrDefaultAsync(drill => drill.RequestId == requestId, cancellationToken) is { } same)
            return same;
        if (await db.Sites.AsNoTracking().SingleOrDefaultAsync(site => site.Id == id, cancellationToken) is not { } site)
            return SiteRefusals.NotFound;
        if (site.State is not SiteState.GoLive)
            return DrillRefusals.NotNow(site.State);
        var people = DrillPeople.Of((await db.PlanOfAsync(site, cancellationToken))?.Content);
        if (people is not ({ } ours, { } hospital))
            return DrillRefusals.Nobody(people.Ours is null, people.Hospital is null);
        if (await db.FireDrills.AsNoTracking().FirstOrDefaultAsync(drill => drill.SiteId == id && drill.State == DrillState.Running, cancellationToken) is { } running)
            return DrillRefusals.Busy(running.StartedBy);
        var number = await db.FireDrills.CountAsync(drill => drill.SiteId == id, cancellationToken) + 1;
        var started = FireDrill.Start(site, number, requestId, ours, hospital, by, time.GetUtcNow());
        db.FireDrills.Add(started);
        foreach (var side in Enum.GetValues<DrillSide>())
            if (mail.Send(db, site, started, side, again: false).Refusal is { } refusal)
                return refusal;
        db.Note(id, by, $"Fire drill started; test alert to {ours.Name} and {hospital.Name}", started.StartedAt);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // The unique indexes decide between two clicks that arrive together.
            return await db.FireDrills.AsNoTracking().SingleOrDefaultAsync(drill => drill.RequestId == requestId, cancellationToken) is { } winner ? winner : DrillRefusals.Busy("Somebody");
        }

        hub.Publish(new(id));
        return started;
    }

    /// <summary>Our side has seen the test alert; anybody who may work can say so, the one who started it too.</summary>
    public Task<Result<FireDrill>> AcknowledgeAsync(Guid id, Actor by, CancellationToken cancellationToken) =>
        by.MayWork ? ChangeAsync(id, (db, drill, now) => Acknowledge(db, drill, DrillSide.Ours, by, now), cancellationToken) : Task.FromResult<Result<FireDrill>>(Actor.LooksOn);

    /// <summary>Writes to a side that has not acknowledged, once more.</summary>
    public async Task<Result<FireDrill>> RemindAsync(Guid id, DrillSide side, Actor by, CancellationToken cancellationToken)
    {
        if (!by.MayWork)
            return Actor.LooksOn;
        return await ChangeAsync(id, (db, drill, now) =>
        {
            if (drill.Acknowledged(side).At is not null)
                return null;
            if (now < drill.ToldAt(side) + RemindEvery)
                return DrillRefusals.TooSoon(drill.ContactOf(side).Name);
            var site = db.Sites.Local.Single();
            if (mail.Send(db, site, drill, side, again: true).Refusal is { } refusal)
                return refusal;
            drill.Told(side, now);
            db.Note(drill.SiteId, by, $"Reminded {drill.ContactOf(side).Name} of the test alert", now);
            return null;
        }, cancellationToken);
    }

    public Task<Result<FireDrill>> StopAsync(Guid id, Actor by, CancellationToken cancellationToken) => by.MayWork
        ? ChangeAsync(id, (db, drill, now) =>
        {
            drill.Stop(now);
            db.Note(drill.SiteId, by, "Fire drill stopped; nothing of it counts", now);
            return null;
        }, cancellationToken)
        : Task.FromResult<Result<FireDrill>>(Actor.LooksOn);

    /// <summary>The hospital's side has seen it, by its link.</summary>
    internal Task<Result<FireDrill>> AcknowledgeByHospitalAsync(Guid id, string who, CancellationToken cancellationToken) =>
        ChangeAsync(id, (db, drill, now) => Acknowledge(db, drill, DrillSide.Hospital, Actor.Portal with { Name = who }, now), cancellationToken);

    /// <summary>Changes a running drill; whoever changed it meanwhile is read again.</summary>
    public async Task<Result<FireDrill>> ChangeAsync(Guid id, Func<OnboardingDb, FireDrill, DateTimeOffset, Refusal?> change, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await factory.CreateDbContextAsync(cancellationToken);
            if (await db.FireDrills.SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } drill)
                return DrillRefusals.NotFound;
            if (!drill.InFlight)
                return DrillRefusals.Over;
            await db.Sites.SingleAsync(site => site.Id == drill.SiteId, cancellationToken);
            if (change(db, drill, time.GetUtcNow()) is { } refusal)
                return refusal;
            Finish(db, drill);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                hub.Publish(new(drill.SiteId));
                return drill;
            }
            catch (DbUpdateConcurrencyException) when (attempt < Attempts)
            {
                // The other one was faster; what it did is read first.
            }
        }
    }

    private void Finish(OnboardingDb db, FireDrill drill)
    {
        var now = time.GetUtcNow();
        if (drill.TryFinish(now))
        {
            var bad = drill.Rows.FirstOrDefault(row => row.State is CheckState.Failed);
            db.Note(drill.SiteId, Actor.Portal, bad is not null ? $"Fire drill failed: {bad.Check}" : drill.Verdict is CheckState.Passed ? "Fire drill passed" : "Fire drill could not assess everything", now, bad is null ? "good" : "bad");
        }
    }

    private static Refusal? Acknowledge(OnboardingDb db, FireDrill drill, DrillSide side, Actor by, DateTimeOffset now)
    {
        if (drill.Acknowledged(side).At is not null)
            return null;
        drill.Acknowledge(side, by.Name, now);
        db.Note(drill.SiteId, by, $"Acknowledged the test alert {(side is DrillSide.Ours ? "for our side" : "by the hospital’s link")} after {Ago.Exact(now - drill.StartedAt)}", now);
        return null;
    }
}
