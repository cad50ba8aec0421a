using Onboarding.Stages.GoLive.Plan;
using Onboarding.Stages.GoLive.Ramp;
using Xunit;

namespace Onboarding.Tests.Stages.GoLive.Ramp;

public sealed class ClinicCalendarTests
{
    private const string Chicago = "America/Chicago";
    private static readonly ClinicHours Hours = new();

    // Wednesday 3 June 2026; the clinic is open from 07:00 to 18:00 CDT, 12:00 to 23:00 UTC.
    [Theory]
    [InlineData("2026-06-03T11:59", "2026-06-03T22:59", 0)]
    [InlineData("2026-06-03T12:00", "2026-06-03T23:00", 1)]
    [InlineData("2026-06-03T12:01", "2026-06-03T23:00", 0)]
    [InlineData("2026-06-03T12:01", "2026-06-04T23:00", 1)]
    [InlineData("2026-06-03T02:00", "2026-06-09T23:00", 5)]
    [InlineData("2026-06-05T23:00", "2026-06-08T22:59", 0)]
    public void Only_days_that_lie_wholly_in_between_count(string from, string to, int expected) =>
        Assert.Equal(expected, ClinicCalendar.WholeDays(Hours, Chicago, At(from), At(to)));

    [Theory]
    // Clocks go forward on 8 March and back on 1 November 2026.
    [InlineData("2026-03-06T13:01", "2026-03-09T22:59", 0)]
    [InlineData("2026-03-06T13:01", "2026-03-09T23:00", 1)]
    [InlineData("2026-10-31T15:00", "2026-11-02T23:59", 0)]
    [InlineData("2026-10-31T15:00", "2026-11-03T00:00", 1)]
    public void Clock_changes_move_the_clinic_with_the_clock_on_the_wall(string from, string to, int expected) =>
        Assert.Equal(expected, ClinicCalendar.WholeDays(Hours, Chicago, At(from), At(to)));

    [Fact]
    public void Night_clinic_closes_on_the_next_day()
    {
        var nights = Hours with { Opens = new(19, 0), Closes = new(7, 0) };

        Assert.Equal(0, ClinicCalendar.WholeDays(nights, Chicago, At("2026-06-03T12:00"), At("2026-06-04T11:59")));
        Assert.Equal(1, ClinicCalendar.WholeDays(nights, Chicago, At("2026-06-03T12:00"), At("2026-06-04T12:00")));
    }

    [Fact]
    public void Next_step_is_due_when_the_days_are_done_and_never_in_a_clinic_without_days()
    {
        Assert.Equal(At("2026-06-04T23:00"), ClinicCalendar.DoneAt(Hours, Chicago, At("2026-06-03T14:00"), 1));
        Assert.Equal(At("2026-06-08T23:00"), ClinicCalendar.DoneAt(Hours, Chicago, At("2026-06-05T00:00"), 2));
        Assert.Null(ClinicCalendar.DoneAt(Hours with { Days = [] }, Chicago, At("2026-06-03T14:00"), 1));
    }

    [Fact]
    public void Day_under_way_counts_by_its_share_for_the_picture()
    {
        Assert.Equal(0, ClinicCalendar.DaysDone(Hours, Chicago, At("2026-06-03T14:00"), At("2026-06-04T11:00")));
        Assert.Equal(0.5, ClinicCalendar.DaysDone(Hours, Chicago, At("2026-06-03T14:00"), At("2026-06-04T17:30")), 3);
        Assert.Equal(1, ClinicCalendar.DaysDone(Hours, Chicago, At("2026-06-03T14:00"), At("2026-06-05T02:00")), 3);
    }

    private static DateTimeOffset At(string utc) => new(DateTime.Parse(utc, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.Zero);
}
