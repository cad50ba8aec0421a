using EhrAdapters.Diagnosis;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Onboarding.Evidence;
using Onboarding.HospitalLinks;
using Onboarding.Lifecycle;
using Onboarding.Notices;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Stages.GoLive;
using Onboarding.Stages.GoLive.Freeze;
using Onboarding.Stages.GoLive.Plan;
using Onboarding.Stages.GoLive.Schedule;
using Onboarding.Tests.Stages.GoLive.Plan;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Stages.GoLive.Schedule;

public sealed class ScheduleTests
{
    [Fact]
    public async Task Site_goes_live_by_itself_in_its_window_and_both_sides_hear_of_it()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await ScheduledAsync(bench);

        await AtAsync(bench, PlanBench.Window.From.AddDays(-1).AddMinutes(1));
        Assert.Equal(4, await SubjectsAsync(bench, site, "Tomorrow: "));
        await AtAsync(bench, PlanBench.Window.From.AddHours(-1).AddMinutes(1));
        Assert.Equal(4, await SubjectsAsync(bench, site, "In 59 min: "));
        await AtAsync(bench, PlanBench.Window.From.AddMinutes(1));

        var schedule = await NewestAsync(bench, site);
        Assert.Equal((ScheduleEnd.WentLive, "Went live in its window, scheduled by Juno Marrow."), (schedule.End, schedule.EndedWhy));
        Assert.True((await bench.ReloadAsync(site.Id)).State > SiteState.GoLive);
        Assert.Equal(4, await SubjectsAsync(bench, site, "Now: "));
        await using var db = await bench.DbAsync();
        Assert.All(db.Runs.Where(run => run.RequestId == schedule.TestRequest || run.RequestId == schedule.LiveRequest), run => Assert.Equal("The portal, for Juno Marrow", run.RequestedByName));
    }

    [Fact]
    public async Task Mail_names_the_window_in_the_hospitals_time_who_is_there_and_how_to_stop()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await ScheduledAsync(bench);

        await AtAsync(bench, PlanBench.Window.From.AddDays(-1).AddMinutes(1));

        var mail = (await bench.Get<Outbox>().ListAsync(site.Id, 20, Bench.Cancel)).Single(mail => mail.ToName == "Tamsin Rook");
        Assert.Contains("Tue 9 Jun, 21:00 to 23:30 CDT", mail.Body, StringComparison.Ordinal);
        Assert.Contains("On call: Ember Quoin, +1 555 0102", mail.Body, StringComparison.Ordinal);
        Assert.Contains("To stop it", mail.Body, StringComparison.Ordinal);
        Assert.Equal(NoticeState.NoMailServer, mail.State);
    }

    [Fact]
    public async Task Connection_gate_that_grew_old_does_not_hinder_scheduling_and_renews_itself()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.ReadyAsync();
        bench.Time.Advance(TimeSpan.FromHours(25));
        Assert.Equal(GateState.NotEnoughEvidence, (await bench.GateAsync(site, GateCodes.Connection)).State);

        Assert.True((await bench.Get<Schedules>().ScheduleAsync(site.Id, Bench.Csm, Bench.Cancel)).Succeeded);
        Assert.Contains("Tests itself on Tue 9 Jun, 20:00 CDT", (await bench.GateAsync(site, GateCodes.Connection)).Opens, StringComparison.Ordinal);

        await AtAsync(bench, PlanBench.Window.From.AddMinutes(-55));
        Assert.Equal(GateState.Open, (await bench.GateAsync(site, GateCodes.Connection)).State);
        Assert.True((await NewestAsync(bench, site)).EndedAt is null);
    }

    [Fact]
    public async Task Gate_that_closes_before_the_hour_calls_it_off_with_the_reason_and_nothing_is_activated()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await ScheduledAsync(bench);
        await AtAsync(bench, PlanBench.Window.From.AddMinutes(-50));

        await bench.Get<Freezes>().AddAsync(null, new(2026, 6, 9), new(2026, 6, 9), "Storm warning", PlanBench.Administrator, Bench.Cancel);
        await AtAsync(bench, PlanBench.Window.From.AddMinutes(-49));

        var schedule = await NewestAsync(bench, site);
        Assert.Equal(ScheduleEnd.Aborted, schedule.End);
        Assert.Contains("Storm warning", schedule.EndedWhy, StringComparison.Ordinal);
        await AtAsync(bench, PlanBench.Window.From.AddMinutes(5));
        Assert.Equal(SiteState.GoLive, (await bench.ReloadAsync(site.Id)).State);
        Assert.Equal(4, await SubjectsAsync(bench, site, "Called off: "));
    }

    [Fact]
    public async Task Connection_test_that_fails_an_hour_before_calls_it_off()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await ScheduledAsync(bench);
        bench.Runners[Stage.TestConnection].Ends(CheckState.Failed, FaultOwner.HospitalNetwork);

        await AtAsync(bench, PlanBench.Window.From.AddMinutes(-55));

        var schedule = await NewestAsync(bench, site);
        Assert.Equal(ScheduleEnd.Aborted, schedule.End);
        Assert.Contains("Connection, at most 24 h old", schedule.EndedWhy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Portal_that_was_down_over_the_window_activates_nothing_late()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await ScheduledAsync(bench);

        await AtAsync(bench, PlanBench.Window.BackBy);

        Assert.Equal(ScheduleEnd.Missed, (await NewestAsync(bench, site)).End);
        Assert.Equal(SiteState.GoLive, (await bench.ReloadAsync(site.Id)).State);
        await using var db = await bench.DbAsync();
        Assert.DoesNotContain(db.Runs, run => run.Stage == Stage.GoLive);
    }

    [Fact]
    public async Task Portal_that_came_back_inside_the_window_tests_first_and_then_begins()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await ScheduledAsync(bench);

        await AtAsync(bench, PlanBench.Window.From.AddMinutes(20));

        var schedule = await NewestAsync(bench, site);
        Assert.Equal(ScheduleEnd.WentLive, schedule.End);
        Assert.NotNull(schedule.TestedAt);
        Assert.Null(schedule.HourToldAt);
    }

    [Fact]
    public async Task Two_processes_that_look_at_once_do_everything_once()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await ScheduledAsync(bench);
        var other = ActivatorUtilities.CreateInstance<ScheduleWork>(bench.Get<IServiceProvider>());
        foreach (var at in (DateTimeOffset[])[PlanBench.Window.From.AddHours(-20), PlanBench.Window.From.AddMinutes(-58), PlanBench.Window.From.AddMinutes(1)])
        {
            bench.Time.SetUtcNow(at);
            for (var look = 0; look < 6; look++)
            {
                await Task.WhenAll(bench.Get<ScheduleWork>().LookAsync(Bench.Cancel), other.LookAsync(Bench.Cancel));
                await WorkAsync(bench);
            }
        }

        Assert.Equal(ScheduleEnd.WentLive, (await NewestAsync(bench, site)).End);
        Assert.Equal((4, 4, 4), (await SubjectsAsync(bench, site, "Tomorrow: "), await SubjectsAsync(bench, site, "In 58 min: "), await SubjectsAsync(bench, site, "Now: ")));
        await using var db = await bench.DbAsync();
        Assert.Single(db.Runs, run => run.Stage == Stage.GoLive);
        Assert.Equal(2, db.Runs.Count(run => run.Stage == Stage.TestConnection));
    }

    [Fact]
    public async Task Reminder_is_over_once_the_window_has_begun()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await ScheduledAsync(bench);
        await AtAsync(bench, PlanBench.Window.From.AddMinutes(-10));

        await using var db = await bench.DbAsync();
        var reminders = await db.Notices.Where(notice => notice.SiteId == site.Id && notice.Subject.StartsWith("In ")).ToListAsync(Bench.Cancel);
        Assert.Equal(4, reminders.Count);
        Assert.All(reminders, reminder => Assert.False(reminder.IsOver(PlanBench.Window.From.AddMinutes(-1))));
        Assert.All(reminders, reminder => Assert.True(reminder.IsOver(PlanBench.Window.From)));
    }

    [Fact]
    public async Task Crash_between_the_start_and_the_word_about_it_starts_nothing_twice()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await ScheduledAsync(bench);
        await AtAsync(bench, PlanBench.Window.From.AddMinutes(-10));
        bench.Time.SetUtcNow(PlanBench.Window.From.AddMinutes(1));
        var schedule = await NewestAsync(bench, site);
        await bench.Runs.StartAsync(site.Id, Stage.GoLive, schedule.LiveRequest, schedule.Activator, Bench.Cancel);

        await AtAsync(bench, PlanBench.Window.From.AddMinutes(2));

        Assert.Equal(ScheduleEnd.WentLive, (await NewestAsync(bench, site)).End);
        Assert.Equal(4, await SubjectsAsync(bench, site, "Now: "));
        await using var db = await bench.DbAsync();
        Assert.Single(db.Runs, run => run.Stage == Stage.GoLive);
    }

    [Fact]
    public async Task Cancel_needs_a_reason_and_scheduling_again_is_a_new_schedule()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await ScheduledAsync(bench);
        var schedules = bench.Get<Schedules>();
        Assert.Equal("reason-needed", (await schedules.CancelAsync(site.Id, "", Bench.Csm, Bench.Cancel)).Refusal!.Code);
        Assert.Equal("looks-on", (await schedules.CancelAsync(site.Id, "No", PlanBench.Manager, Bench.Cancel)).Refusal!.Code);

        Assert.True((await schedules.CancelAsync(site.Id, "Their analyst is ill", Bench.Csm, Bench.Cancel)).Succeeded);
        Assert.Equal("nothing-scheduled", (await schedules.CancelAsync(site.Id, "Again", Bench.Csm, Bench.Cancel)).Refusal!.Code);
        Assert.Equal(4, await SubjectsAsync(bench, site, "Called off: "));
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        var again = (await schedules.ScheduleAsync(site.Id, Bench.Csm, Bench.Cancel)).Value!;
        Assert.Null(again.EndedAt);
        Assert.Equal(again.Id, (await schedules.ScheduleAsync(site.Id, PlanBench.OtherCsm, Bench.Cancel)).Value!.Id);
    }

    [Fact]
    public async Task New_window_ends_the_schedule_of_the_old_one()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await ScheduledAsync(bench);

        await bench.PlanAsync(site, plan => plan with { Window = plan.Window! with { From = plan.Window.From.AddHours(1) } }, seen: 1);

        Assert.Equal(ScheduleEnd.Replanned, (await NewestAsync(bench, site)).End);
    }

    [Fact]
    public async Task Closed_gate_and_a_window_that_is_over_are_not_scheduled()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.ReadyAsync(plan => plan with { AlertRoutes = [] });
        var schedules = bench.Get<Schedules>();
        Assert.Equal("gates-closed", (await schedules.ScheduleAsync(site.Id, Bench.Csm, Bench.Cancel)).Refusal!.Code);

        bench.Time.SetUtcNow(PlanBench.Window.From);
        Assert.Equal("window-too-near", (await schedules.ScheduleAsync(site.Id, Bench.Csm, Bench.Cancel)).Refusal!.Code);
        bench.Time.SetUtcNow(PlanBench.Window.BackBy);
        Assert.Equal("window-over", (await schedules.ScheduleAsync(site.Id, Bench.Csm, Bench.Cancel)).Refusal!.Code);
    }

    [Theory]
    [InlineData(-1, "window-not-open")]
    [InlineData(120, "window-over")]
    public async Task By_hand_only_inside_the_window(int minutes, string code)
    {
        await using var bench = await Bench.OpenAsync();
        var site = await bench.ReadyAsync();
        bench.Time.SetUtcNow(PlanBench.Window.From.AddMinutes(minutes));

        Assert.Equal(code, (await bench.Get<GoLiveService>().ActivateAsync(site.Id, site.Name, Guid.NewGuid(), Bench.Csm, Bench.Cancel)).Refusal!.Code);
    }

    [Fact]
    public async Task Somebody_who_went_live_by_hand_inside_the_window_ends_the_schedule()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await ScheduledAsync(bench);
        bench.Time.SetUtcNow(PlanBench.Window.From.AddMinutes(1));
        await bench.RunAsync(site.Id, Stage.TestConnection);
        var run = await bench.Get<GoLiveService>().ActivateAsync(site.Id, site.Name, Guid.NewGuid(), Bench.Csm, Bench.Cancel);
        await bench.Executor.ExecuteAsync(run.Value!.Id, Bench.Cancel);

        await AtAsync(bench, PlanBench.Window.From.AddMinutes(5));

        Assert.Equal("A person went live by hand.", (await NewestAsync(bench, site)).EndedWhy);
    }

    [Fact]
    public async Task Hospital_stops_it_by_the_link_in_its_reminder()
    {
        await using var bench = await Bench.OpenAsync(also => also.Configure<OnboardingOptions>(options => options.PublicBaseUrl = "https://portal.example"));
        var site = await ScheduledAsync(bench);
        await AtAsync(bench, PlanBench.Window.From.AddDays(-1).AddMinutes(1));
        var mail = (await bench.Get<Outbox>().ListAsync(site.Id, 20, Bench.Cancel)).Single(mail => mail.ToName == "Tamsin Rook");
        var text = (await bench.Get<Outbox>().TakeAsync(mail.Id, Bench.Csm, Bench.Cancel)).Value!.Body;
        var token = text[(text.IndexOf("/h/", StringComparison.Ordinal) + 3)..].Split('\n')[0];

        Assert.Equal("Do not go live in this window", (await bench.Get<LinkDesk>().FindAsync(token, Bench.Cancel))!.Page!.Button);
        Assert.True((await bench.Get<LinkDesk>().FollowAsync(token, Bench.Cancel)).Succeeded);

        Assert.Equal("Tamsin Rook, interface analyst at the hospital stopped it.", (await NewestAsync(bench, site)).EndedWhy);
        await AtAsync(bench, PlanBench.Window.From.AddMinutes(1));
        Assert.Equal(SiteState.GoLive, (await bench.ReloadAsync(site.Id)).State);
    }

    [Fact]
    public async Task Site_on_hold_is_called_off()
    {
        await using var bench = await Bench.OpenAsync();
        var site = await ScheduledAsync(bench);

        await bench.Sites.FireAsync(site.Id, SiteTrigger.Hold, "They asked for a break", Bench.Csm, Bench.Cancel);
        await AtAsync(bench, bench.Time.GetUtcNow());

        Assert.Equal((ScheduleEnd.Aborted, "The site is on hold."), ((await NewestAsync(bench, site)).End, (await NewestAsync(bench, site)).EndedWhy));
    }

    private static async Task<Site> ScheduledAsync(Bench bench)
    {
        var site = await bench.ReadyAsync();
        var scheduled = await bench.Get<Schedules>().ScheduleAsync(site.Id, Bench.Csm, Bench.Cancel);
        Assert.True(scheduled.Succeeded, scheduled.Refusal?.Message);
        return site;
    }

    /// <summary>The clock stands there, the portal looks until nothing is due, and queued runs are worked off.</summary>
    private static async Task AtAsync(Bench bench, DateTimeOffset at)
    {
        bench.Time.SetUtcNow(at);
        for (var look = 0; look < 6; look++)
        {
            await bench.Get<ScheduleWork>().LookAsync(Bench.Cancel);
            await WorkAsync(bench);
        }
    }

    private static async Task WorkAsync(Bench bench)
    {
        await using var db = await bench.DbAsync();
        foreach (var run in db.Runs.Where(run => run.Status == RunStatus.Queued).Select(run => run.Id).ToList())
            await bench.Executor.ExecuteAsync(run, Bench.Cancel);
    }

    private static async Task<GoLiveSchedule> NewestAsync(Bench bench, Site site) => (await bench.Get<Schedules>().NewestAsync(site.Id, Bench.Cancel))!;

    private static async Task<int> SubjectsAsync(Bench bench, Site site, string start) =>
        (await bench.Get<Outbox>().ListAsync(site.Id, 100, Bench.Cancel)).Count(mail => mail.Subject.StartsWith(start, StringComparison.Ordinal));
}
