using Onboarding.Sites;
using Onboarding.Stages.LoadTest.Consents;
using Xunit;

namespace Onboarding.Tests.Stages.LoadTest.Consents;

public sealed class ConsentTimesTests
{
    private const string Chicago = "America/Chicago";

    [Fact]
    public void What_a_person_reads_is_the_moment_in_the_sites_zone() => Assert.Equal(
        new DateTimeOffset(2026, 6, 3, 20, 0, 0, TimeSpan.Zero), ConsentTimes.Read(new(2026, 6, 3, 15, 0, 0), Chicago));

    // 8 March 2026: from 02:00 to 03:00. 1 November 2026: from 02:00 back to 01:00.
    [Theory]
    [InlineData(3, 8, 2, 30, "does not exist")]
    [InlineData(11, 1, 1, 30, "comes twice")]
    public void Time_that_is_no_moment_is_said_to_be_none(int month, int day, int hour, int minute, string said)
    {
        var read = new DateTime(2026, month, day, hour, minute, 0);

        Assert.Null(ConsentTimes.Read(read, Chicago));
        Assert.Contains(said, ConsentTimes.Wrong(read, Chicago), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, 7, 7)]
    [InlineData(10, 31, 9)]
    [InlineData(6, 3, 8)]
    public void Night_in_which_clocks_change_is_as_long_as_it_really_is(int month, int day, int hours)
    {
        var from = new DateTime(2026, month, day, 22, 0, 0);

        Assert.Equal(TimeSpan.FromHours(hours), ConsentTimes.Read(from.AddHours(8), Chicago) - ConsentTimes.Read(from, Chicago));
    }

    [Fact]
    public void Window_over_a_clock_change_names_both_clocks() => Assert.Equal(
        "Sat 31 Oct, 22:00 CDT to Sun 1 Nov, 06:00 CST",
        SiteClock.Words(ConsentTimes.Read(new(2026, 10, 31, 22, 0, 0), Chicago)!.Value, ConsentTimes.Read(new(2026, 11, 1, 6, 0, 0), Chicago)!.Value, Chicago));

    [Fact]
    public void Window_within_a_day_names_day_and_clock_once() => Assert.Equal(
        "Wed 3 Jun, 15:00 to 15:30 CDT",
        SiteClock.Words(new(2026, 6, 3, 20, 0, 0, TimeSpan.Zero), new(2026, 6, 3, 20, 30, 0, TimeSpan.Zero), Chicago));
}
