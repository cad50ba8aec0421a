using Onboarding.Stages.LoadTest;
using Xunit;

namespace Onboarding.Tests.Stages.LoadTest;

public sealed class LoadScheduleTests
{
    private readonly LoadSchedule schedule = new(10, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(20));

    [Fact]
    public void Total_counts_half_the_rate_while_it_climbs() => Assert.Equal(220, schedule.Total);

    [Fact]
    public void Due_times_never_go_back()
    {
        var due = Enumerable.Range(0, (int)schedule.Total).Select(number => schedule.DueAt(number)).ToList();

        Assert.Equal(due.Order(), due);
        Assert.Equal(TimeSpan.Zero, due[0]);
        Assert.InRange(due[^1], TimeSpan.FromSeconds(23.5), schedule.End);
    }

    [Fact]
    public void Hold_keeps_the_target_rate()
    {
        var gap = schedule.DueAt(101) - schedule.DueAt(100);

        Assert.Equal(100, gap.TotalMilliseconds, 0.01);
    }

    [Fact]
    public void Ramp_is_sparser_than_the_hold() =>
        Assert.True(schedule.DueAt(1) - schedule.DueAt(0) > schedule.DueAt(101) - schedule.DueAt(100));

    [Fact]
    public void HoldFor_names_a_hold_that_reaches_the_sample()
    {
        var longer = new LoadSchedule(10, TimeSpan.FromSeconds(4), schedule.HoldFor(1_000));

        Assert.InRange(longer.Total, 1_000, 1_015);
    }
}
