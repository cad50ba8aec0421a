using Microsoft.EntityFrameworkCore;
using Onboarding.Evidence;
using Onboarding.Persistence;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Plan;

namespace Onboarding.Stages.GoLive.Schedule;

/// <summary>Schedules a go-live for the plan's window, takes it back and shows it; what it does by itself is <see cref="ScheduleWork"/>.</summary>
public sealed class Schedules(IDbContextFactory<OnboardingDb> factory, GoLiveGates gates, WindowNotices notices, SiteHub hub, TimeProvider time)
{
    /// <summary>The newest schedule of a site, waiting or ended; null where there never was one.</summary>
    public async Task<GoLiveSchedule?> NewestAsync(SiteId site, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.GoLiveSchedules.AsNoTracking().Where(row => row.SiteId == site).OrderByDescending(row => row.ScheduledAt).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Lets the site go live by itself at the start of the window. Every gate is open, but the connection's may be old: it renews itself. Asking twice is one schedule.</summary>
    public async Task<Result<GoLiveSchedule>> ScheduleAsync(SiteId id, Actor by, CancellationToken cancellationToken)
    {
        if (!by.MayWork)
            return Actor.LooksOn;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.Sites.AsNoTracking().SingleOrDefaultAsync(site => site.Id == id, cancellationToken) is not { } site)
            return SiteRefusals.NotFound;
        if (site.State is Lifecycle.SiteState.OnHold or Lifecycle.SiteState.Withdrawn)
            return Runs.RunRefusals.NotActive(site.State);
        var now = time.GetUtcNow();
        if (await db.PlanOfAsync(site, cancellationToken) is not { Content.Window: { } window } plan)
            return GoLiveRefusals.NoWindow;
        if (window.From <= now)
            return window.BackBy <= now ? GoLiveRefusals.TooLate(window, site.TimeZone) : GoLiveRefusals.TooShort(site.TimeZone, window.From);
        if (await db.GoLiveSchedules.AsNoTracking().SingleOrDefaultAsync(row => row.SiteId == id && row.EndedAt == null, cancellationToken) is { } waiting)
            return waiting;
        var report = await gates.EvaluateAsync(id, cancellationToken);
        var shut = report.Shut.Where(gate => !RenewsItself(gate)).ToList();
        if (shut.Count > 0)
            return GoLiveRefusals.GatesClosed(new(shut));
        var schedule = GoLiveSchedule.Create(id, plan.Environment, window, by, now);
        db.GoLiveSchedules.Add(schedule);
        db.Note(id, by, $"Go-live scheduled for {window.Words(site.TimeZone)}", now, "good");
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // The unique index decides between two clicks that arrive together.
            return await db.GoLiveSchedules.AsNoTracking().SingleAsync(row => row.SiteId == id && row.EndedAt == null, cancellationToken);
        }

        hub.Publish(new(id));
        return schedule;
    }

    public async Task<Result<Done>> CancelAsync(SiteId id, string? reason, Actor by, CancellationToken cancellationToken)
    {
        if (!by.MayWork)
            return Actor.LooksOn;
        if (string.IsNullOrWhiteSpace(reason))
            return SiteRefusals.ReasonNeeded;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var now = time.GetUtcNow();
        if (await db.EndScheduleAsync(id, _ => true, ScheduleEnd.Cancelled, $"{by.Name} cancelled it: {reason.Trim()}", now, cancellationToken) is not { } ended)
            return GoLiveRefusals.NothingScheduled;
        if (await db.GoLivePlans.AsNoTracking().SingleOrDefaultAsync(row => row.SiteId == id, cancellationToken) is { } plan)
            notices.Tell(db, await db.Sites.AsNoTracking().SingleAsync(row => row.Id == id, cancellationToken), ended, plan.Content, WindowNews.CalledOff, now, ended.EndedWhy);
        db.Note(id, by, $"Scheduled go-live cancelled: {reason.Trim()}", now);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return GoLiveRefusals.JustChanged;
        }

        hub.Publish(new(id));
        return new Done();
    }

    /// <summary>True for the gate that the portal opens by itself before the window: a passed test that only grew old.</summary>
    public static bool RenewsItself(GateResult gate) => gate is { Code: GateCodes.Connection, State: GateState.NotEnoughEvidence, Left: not null };
}

internal static class ScheduleEnding
{
    /// <summary>Ends the waiting schedule of a site where it matches; the caller saves. Null where there was none, or its run has begun.</summary>
    internal static async Task<GoLiveSchedule?> EndScheduleAsync(
        this OnboardingDb db, SiteId site, Func<GoLiveSchedule, bool> where, ScheduleEnd end, string why, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await db.GoLiveSchedules.SingleOrDefaultAsync(row => row.SiteId == site && row.EndedAt == null, cancellationToken) is not { StartedAt: null } waiting || !where(waiting))
            return null;
        waiting.Finish(end, why, now);
        return waiting;
    }
}
