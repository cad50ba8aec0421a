using EhrAdapters.Diagnosis;
using Microsoft.EntityFrameworkCore;
using Onboarding.Evidence;
using Onboarding.HospitalLinks;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Plan;

namespace Onboarding.Stages.GoLive.Schedule;

/// <summary>
/// Looks at the waiting schedules and does what is due: reminds, tests, activates, calls off. Two processes may look at once; the
/// schedule's version lets one of them act, and its request ids make a run the same one after a crash.
/// </summary>
public sealed class ScheduleWork(
    IDbContextFactory<OnboardingDb> factory, GoLiveGates gates, RunService runs, WindowNotices notices, LinkDesk links, SiteHub hub, TimeProvider time)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>One look at every waiting schedule.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var ids = await db.GoLiveSchedules.AsNoTracking().Where(row => row.EndedAt == null).Select(row => row.Id).ToListAsync(cancellationToken);
        foreach (var id in ids)
            await LookAsync(id, cancellationToken);
    }

    private async Task LookAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.GoLiveSchedules.SingleOrDefaultAsync(row => row.Id == id && row.EndedAt == null, cancellationToken) is not { } schedule)
            return;
        var site = await db.Sites.AsNoTracking().SingleAsync(row => row.Id == schedule.SiteId, cancellationToken);
        var look = new Look(db, schedule, site, await db.PlanOfAsync(site, cancellationToken), time.GetUtcNow());
        try
        {
            if (await ActAsync(look, cancellationToken))
                hub.Publish(new(site.Id));
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another process was faster; what it did is right.
        }
    }

    /// <summary>The one thing that is due now; the next look finds the next. False where nothing is.</summary>
    private async Task<bool> ActAsync(Look look, CancellationToken cancellationToken)
    {
        var (schedule, now) = (look.Schedule, look.Now);
        if (await look.Db.Runs.AsNoTracking().SingleOrDefaultAsync(row => row.RequestId == schedule.LiveRequest, cancellationToken) is { } run)
            return await AfterStartAsync(look, run, cancellationToken);
        if (look.Site.State.HasGoneLive())
            return await EndAsync(look, ScheduleEnd.WentLive, "A person went live by hand.", null, cancellationToken);
        if (look.Site.State is SiteState.OnHold or SiteState.Withdrawn)
            return await CallOffAsync(look, ScheduleEnd.Aborted, $"The site is {look.Site.State.Title().ToLowerInvariant()}.", cancellationToken);
        if (now >= schedule.BackBy)
            return await CallOffAsync(look, ScheduleEnd.Missed, "The portal could not begin before the last moment to go back; nothing is activated late. Agree on another window and schedule it again.", cancellationToken);
        if (look.Plan is not { Content: var plan })
            return await CallOffAsync(look, ScheduleEnd.Aborted, "The plan is for another environment than the connection leads to by now.", cancellationToken);
        if (now >= schedule.From - Day && schedule is { DayToldAt: null } && now < schedule.TestAt && schedule.ScheduledAt < schedule.From - Day)
            return await TellAsync(look, plan, WindowNews.DayBefore, schedule.ToldDay, cancellationToken);
        if (now < schedule.TestAt)
            return false;
        if (schedule.HourToldAt is null && now < schedule.From)
            return await TellAsync(look, plan, WindowNews.HourBefore, schedule.ToldHour, cancellationToken);
        if (schedule.TestedAt is null)
            return await TestAsync(look, cancellationToken);
        return await DecideAsync(look, plan, cancellationToken);
    }

    private async Task<bool> TellAsync(Look look, PlanContent plan, WindowNews news, Action<DateTimeOffset> told, CancellationToken cancellationToken)
    {
        told(look.Now);
        notices.Tell(look.Db, look.Site, look.Schedule, plan, news, look.Now, links: news is WindowNews.Started ? null : links);
        await look.Db.SaveChangesAsync(cancellationToken);
        return true;
    }

    /// <summary>The connection test that makes the connection's gate fresh, in the name of whoever scheduled.</summary>
    private async Task<bool> TestAsync(Look look, CancellationToken cancellationToken)
    {
        if (await look.Db.Runs.AsNoTracking().SingleOrDefaultAsync(run => run.RequestId == look.Schedule.TestRequest, cancellationToken) is not { } test)
        {
            // Somebody else's run in flight is no fault: it is tried again with the next look.
            var started = await runs.StartAsync(look.Site.Id, Stage.TestConnection, look.Schedule.TestRequest, look.Schedule.Activator, cancellationToken);
            return !started.Succeeded && started.Refusal!.Code != "run-in-flight"
                && await CallOffAsync(look, ScheduleEnd.Aborted, $"The connection test an hour before could not begin. {started.Refusal.Message}", cancellationToken);
        }

        if (test.InFlight)
            return false;
        look.Schedule.Tested(look.Now);
        await look.Db.SaveChangesAsync(cancellationToken);
        return true;
    }

    /// <summary>In the last hour a gate that is not open calls it off; at the start of the window the run begins.</summary>
    private async Task<bool> DecideAsync(Look look, PlanContent plan, CancellationToken cancellationToken)
    {
        var report = await gates.EvaluateAsync(look.Site.Id, cancellationToken);
        if (report.Shut.FirstOrDefault() is { } shut)
            return await CallOffAsync(look, ScheduleEnd.Aborted, $"“{shut.Title}” is not open: {shut.Explanation} {shut.Opens}", cancellationToken);
        if (look.Now < look.Schedule.From)
            return false;
        var started = await runs.StartAsync(look.Site.Id, Stage.GoLive, look.Schedule.LiveRequest, look.Schedule.Activator, cancellationToken);
        if (!started.Succeeded)
            return started.Refusal!.Code != "run-in-flight" && await CallOffAsync(look, ScheduleEnd.Aborted, started.Refusal.Message, cancellationToken);
        return await TellAsync(look, plan, WindowNews.Started, look.Schedule.Started, cancellationToken);
    }

    private async Task<bool> AfterStartAsync(Look look, StageRun run, CancellationToken cancellationToken)
    {
        // A crash may have come between the start and the word about it.
        if (look is { Schedule.StartedAt: null, Plan.Content: { } plan })
            return await TellAsync(look, plan, WindowNews.Started, look.Schedule.Started, cancellationToken);
        if (run.InFlight)
            return false;
        if (run.Verdict is CheckState.Passed or CheckState.Warning)
            return await EndAsync(look, ScheduleEnd.WentLive, $"Went live in its window, scheduled by {look.Schedule.ScheduledBy}.", "good", cancellationToken);
        var cause = run.Rows.FirstOrDefault(row => row.State is not CheckState.Passed);
        return await CallOffAsync(look, ScheduleEnd.Aborted, run.EndNote ?? $"A gate closed at the last moment: {cause?.Check}. {cause?.NextStep}", cancellationToken);
    }

    private async Task<bool> CallOffAsync(Look look, ScheduleEnd end, string why, CancellationToken cancellationToken)
    {
        // What the plan says now may be of another environment; whoever it named is told all the same.
        var stored = look.Plan ?? await look.Db.GoLivePlans.AsNoTracking().SingleOrDefaultAsync(row => row.SiteId == look.Site.Id, cancellationToken);
        if (stored is not null)
            notices.Tell(look.Db, look.Site, look.Schedule, stored.Content, WindowNews.CalledOff, look.Now, why);
        return await EndAsync(look, end, why, "bad", cancellationToken);
    }

    private static async Task<bool> EndAsync(Look look, ScheduleEnd end, string why, string? tone, CancellationToken cancellationToken)
    {
        look.Schedule.Finish(end, why, look.Now);
        if (end is not ScheduleEnd.WentLive)
            look.Db.Note(look.Site.Id, Actor.Portal, $"Scheduled go-live called off: {why.TrimEnd('.')}", look.Now, tone);
        await look.Db.SaveChangesAsync(cancellationToken);
        return true;
    }

    private sealed record Look(OnboardingDb Db, GoLiveSchedule Schedule, Site Site, GoLivePlan? Plan, DateTimeOffset Now);
}
