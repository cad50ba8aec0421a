using Onboarding.Sites;
using Onboarding.Stages.GoLive.Freeze;
using Onboarding.Stages.GoLive.Plan;
using Xunit;

namespace Onboarding.Tests.Stages.GoLive.Plan;

public sealed class ChangeWindowsTests
{
    private const string Chicago = "America/Chicago";
    private static readonly DateTimeOffset Wednesday = PlanBench.Utc(2026, 6, 3, 14, 0);

    [Fact]
    public void Next_windows_are_thursday_and_tuesday_evening_on_the_hospitals_clock()
    {
        var next = ChangeWindows.Next(ChangeWindows.Usual, [], Chicago, Wednesday, 3);

        Assert.Equal(["Thu 4 Jun, 21:00 to 23:30 CDT", "Tue 9 Jun, 21:00 to 23:30 CDT", "Thu 11 Jun, 21:00 to 23:30 CDT"], next.Select(window => window.Words(Chicago)));
        Assert.All(next, window => Assert.Equal(TimeSpan.FromMinutes(30), window.To - window.BackBy));
    }

    [Fact]
    public void Frozen_window_is_not_offered_and_says_why_where_somebody_chose_it()
    {
        var freeze = Freeze(new(2026, 6, 9), new(2026, 6, 9), "Upgrade of the EHR");

        Assert.DoesNotContain(ChangeWindows.Next(ChangeWindows.Usual, [freeze], Chicago, Wednesday, 3), window => window.From == PlanBench.Window.From);
        Assert.Contains("Upgrade of the EHR", ChangeWindows.Frozen(PlanBench.Window, [freeze], Chicago), StringComparison.Ordinal);
        Assert.Null(ChangeWindows.Frozen(PlanBench.Window, [Freeze(new(2026, 6, 10), new(2026, 6, 12), "The day after")], Chicago));
    }

    [Fact]
    public void Window_over_midnight_ends_on_the_next_day()
    {
        var window = Assert.Single(ChangeWindows.Next([new(DayOfWeek.Friday, new(22, 0), new(2, 0))], [], Chicago, Wednesday, 1));

        Assert.Equal("Fri 5 Jun, 22:00 CDT to Sat 6 Jun, 02:00 CDT", window.Words(Chicago));
    }

    [Fact]
    public void Window_across_the_change_in_autumn_lasts_an_hour_longer_and_says_so()
    {
        var window = Assert.Single(ChangeWindows.Next([new(DayOfWeek.Sunday, new(0, 0), new(3, 0))], [], Chicago, PlanBench.Utc(2026, 10, 30, 12, 0), 1));

        Assert.Equal(TimeSpan.FromHours(4), window.To - window.From);
        Assert.Equal("Sun 1 Nov, 00:00 CDT to Sun 1 Nov, 03:00 CST", window.Words(Chicago));
        Assert.Contains("lasts 4 h", Assert.Single(ChangeWindows.Doubts(window, new(), Chicago)), StringComparison.Ordinal);
    }

    [Fact]
    public void Window_across_the_change_in_spring_lasts_an_hour_less()
    {
        var window = Assert.Single(ChangeWindows.Next([new(DayOfWeek.Sunday, new(1, 0), new(4, 0))], [], Chicago, PlanBench.Utc(2026, 3, 6, 12, 0), 1));

        Assert.Equal(TimeSpan.FromHours(2), window.To - window.From);
    }

    [Fact]
    public void Time_that_the_clock_jumps_over_or_shows_twice_is_known()
    {
        Assert.False(SiteClock.Exists(new(2026, 3, 8, 2, 30, 0), Chicago));
        Assert.True(SiteClock.Twice(new(2026, 11, 1, 1, 30, 0), Chicago));
        Assert.Equal(PlanBench.Utc(2026, 11, 1, 6, 30), SiteClock.Moment(new(2026, 11, 1, 1, 30, 0), Chicago));
        Assert.Equal(PlanBench.Utc(2026, 3, 8, 8, 30), SiteClock.Moment(new(2026, 3, 8, 2, 30, 0), Chicago));
    }

    [Fact]
    public void Window_in_clinic_hours_is_doubted()
    {
        var noon = new ChangeWindow(PlanBench.Utc(2026, 6, 9, 17, 0), PlanBench.Utc(2026, 6, 9, 18, 0), PlanBench.Utc(2026, 6, 9, 17, 30));

        Assert.Contains("07:00 to 18:00 (Tuesday)", Assert.Single(ChangeWindows.Doubts(noon, new(), Chicago)), StringComparison.Ordinal);
        Assert.Empty(ChangeWindows.Doubts(PlanBench.Window, new(), Chicago));
    }

    private static FreezePeriod Freeze(DateOnly from, DateOnly to, string why) =>
        new() { SiteId = null, From = from, To = to, Reason = why, AddedBy = "Fable Orr", AddedAt = Wednesday };
}
