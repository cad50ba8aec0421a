using Onboarding.Sites;
using Xunit;

namespace Onboarding.Tests.Sites;

public sealed class SiteClockTests
{
    private const string Chicago = "America/Chicago";

    [Fact]
    public void What_a_person_reads_is_the_moment_in_the_sites_zone() => Assert.Equal(
        new DateTimeOffset(2026, 6, 3, 20, 0, 0, TimeSpan.Zero), SiteClock.Exact(new(2026, 6, 3, 15, 0, 0), Chicago));

    // 8 March 2026: from 02:00 to 03:00. 1 November 2026: from 02:00 back to 01:00.
    [Theory]
    [InlineData(3, 8, 2, 30, "does not exist")]
    [InlineData(11, 1, 1, 30, "comes twice")]
    public void Time_that_is_no_moment_is_said_to_be_none(int month, int day, int hour, int minute, string said)
    {
        var read = new DateTime(2026, month, day, hour, minute, 0);

        Assert.Null(SiteClock.Exact(read, Chicago));
        Assert.Contains(said, SiteClock.Changed(read, Chicago), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, 7, 7)]
    [InlineData(10, 31, 9)]
    [InlineData(6, 3, 8)]
    public void Night_in_which_clocks_change_is_as_long_as_it_really_is(int month, int day, int hours)
    {
        var from = new DateTime(2026, month, day, 22, 0, 0);

        Assert.Equal(TimeSpan.FromHours(hours), SiteClock.Exact(from.AddHours(8), Chicago) - SiteClock.Exact(from, Chicago));
    }

    [Fact]
    public void Window_over_a_clock_change_names_both_clocks() => Assert.Equal(
        "31 Oct 2026, 22:00 CDT to 1 Nov 2026, 06:00 CST",
        SiteClock.Text(SiteClock.Exact(new(2026, 10, 31, 22, 0, 0), Chicago)!.Value, SiteClock.Exact(new(2026, 11, 1, 6, 0, 0), Chicago)!.Value, Chicago));

    [Fact]
    public void Window_within_a_day_names_day_and_clock_once() => Assert.Equal(
        "3 Jun 2026, 15:00 to 15:30 CDT",
        SiteClock.Text(new(2026, 6, 3, 20, 0, 0, TimeSpan.Zero), new(2026, 6, 3, 20, 30, 0, TimeSpan.Zero), Chicago));
}
