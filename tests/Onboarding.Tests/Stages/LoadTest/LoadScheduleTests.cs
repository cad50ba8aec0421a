using Onboarding.Sites;
using Onboarding.Stages.LoadTest;
using Xunit;

namespace Onboarding.Tests.Stages.LoadTest;

public sealed class LoadScheduleTests
{
    private const int Cap = 1_200;
    private static readonly LoadSettings Load = new() { PeakRequestsPerMinute = 400, CapRequestsPerMinute = Cap, HoldSeconds = 20 };

    private readonly LoadSchedule schedule = LoadSchedule.Of(Load, Cap);

    [Fact]
    public void Total_counts_half_the_rate_while_it_climbs() => Assert.Equal(220, schedule.Total);

    [Theory]
    [InlineData(LoadShape.Hold)]
    [InlineData(LoadShape.Ramp)]
    [InlineData(LoadShape.Spike)]
    [InlineData(LoadShape.Soak)]
    public void Due_times_of_every_shape_never_go_back(LoadShape shape)
    {
        var shaped = LoadSchedule.Of(Load with { Shape = shape }, Cap);
        var due = Enumerable.Range(0, (int)shaped.Total).Select(number => shaped.DueAt(number)).ToList();

        Assert.True(due.Count > 100);
        Assert.Equal(due.Order(), due);
        Assert.Equal(TimeSpan.Zero, due[0]);
        Assert.InRange(due[^1], TimeSpan.FromSeconds(23), shaped.End);
        Assert.All(Enumerable.Range(0, due.Count), number => Assert.Equal(number, shaped.DueBy(due[number]), 0.01));
    }

    [Fact]
    public void Hold_keeps_the_target_rate()
    {
        var gap = schedule.DueAt(101) - schedule.DueAt(100);

        Assert.Equal(100, gap.TotalMilliseconds, 0.01);
    }

    [Fact]
    public void Climb_is_sparser_than_the_hold() =>
        Assert.True(schedule.DueAt(1) - schedule.DueAt(0) > schedule.DueAt(101) - schedule.DueAt(100));

    [Fact]
    public void Ramp_climbs_to_the_cap_in_even_steps()
    {
        var ramp = LoadSchedule.Of(Load with { Shape = LoadShape.Ramp }, Cap);

        Assert.Equal([2.5, 5, 7.5, 10, 12.5, 15, 17.5, 20], ramp.Levels.Select(level => level.Rate));
        Assert.Equal((20, 24), (ramp.TopRate, ramp.End.TotalSeconds));
        Assert.Equal(21, ramp.Rise.TotalSeconds);
    }

    [Fact]
    public void Spike_is_three_times_its_surroundings_at_once()
    {
        var spike = LoadSchedule.Of(Load with { Shape = LoadShape.Spike, HoldSeconds = 30 }, Cap);

        Assert.Equal([10 / 3.0, 10, 10 / 3.0], spike.Levels.Where(level => level.Steady).Select(level => level.Rate));
        Assert.Equal(10, spike.DueBy(TimeSpan.FromSeconds(17)) - spike.DueBy(TimeSpan.FromSeconds(16)), 0.01);
    }

    [Fact]
    public void Soak_holds_the_busiest_hour_itself() => Assert.Equal(400 / 60.0, LoadSchedule.Of(Load with { Shape = LoadShape.Soak }, Cap).TopRate);

    [Theory]
    [InlineData(60, 1)]
    [InlineData(6_000, 10)]
    public void Lower_of_both_caps_limits_the_rate(int agreed, double rate) => Assert.Equal(rate, LoadSchedule.Of(Load, agreed).TopRate);

    [Fact]
    public void HoldFor_names_a_hold_that_reaches_the_sample()
    {
        var longer = LoadSchedule.Of(Load with { HoldSeconds = (int)schedule.HoldFor(1_000).TotalSeconds }, Cap);

        Assert.InRange(longer.Total, 1_000, 1_030);
    }
}
