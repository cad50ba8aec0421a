using Microsoft.EntityFrameworkCore;
using Onboarding.HospitalLinks;
using Onboarding.Persistence;
using Onboarding.Sites;
using Onboarding.Stages.GoLive.Plan;

namespace Onboarding.Stages.GoLive.Schedule;

/// <summary>The hospital's own way to call a scheduled go-live off, by the link in its reminder.</summary>
public sealed class StopByHospital(IDbContextFactory<OnboardingDb> factory, WindowNotices notices, SiteHub hub, TimeProvider time) : IHospitalAction
{
    public const string Word = "stop-go-live";

    public string Purpose => Word;

    public bool Once => true;

    public async Task<HospitalPage?> ShowAsync(HospitalLink link, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.GoLiveSchedules.AsNoTracking().SingleOrDefaultAsync(row => row.Id == link.SubjectId, cancellationToken) is not { } schedule
            || await db.Sites.AsNoTracking().SingleOrDefaultAsync(row => row.Id == link.SiteId, cancellationToken) is not { } site)
        {
            return null;
        }

        var waits = schedule is { EndedAt: null, StartedAt: null };
        return new(
            $"{site.Name} goes live", waits
                ? "It begins by itself at the start of the window. If that must not happen, press the button: nothing is activated, and our people are told at once."
                : "Nothing is left to stop here. To stop real traffic, call our on-call person.",
            [
                new("Window", SiteClock.Words(schedule.From, schedule.To, site.TimeZone)),
                new("Last moment to go back", SiteClock.Words(schedule.BackBy, site.TimeZone)),
            ],
            waits ? "Do not go live in this window" : null, schedule.EndedWhy ?? (schedule.StartedAt is null ? null : "Going live has begun.")) { Danger = true };
    }

    public async Task<Result<string>> DoAsync(HospitalLink link, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.GoLiveSchedules.SingleOrDefaultAsync(row => row.Id == link.SubjectId, cancellationToken) is not { EndedAt: null, StartedAt: null } schedule)
            return LinkDesk.Gone;
        var site = await db.Sites.AsNoTracking().SingleAsync(row => row.Id == link.SiteId, cancellationToken);
        var now = time.GetUtcNow();
        var why = $"{link.MadeFor} at the hospital stopped it.";
        schedule.Finish(ScheduleEnd.Cancelled, why, now);
        db.Note(site.Id, Actor.Portal with { Name = link.MadeFor }, "Scheduled go-live stopped by the hospital", now, "bad");
        if (await db.PlanOfAsync(site, cancellationToken) is { } plan)
            notices.Tell(db, site, schedule, plan.Content, WindowNews.CalledOff, now, why);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return GoLiveRefusals.JustChanged;
        }

        hub.Publish(new(site.Id));
        return "It is called off. Nothing is activated in this window, and our people have been told.";
    }
}
