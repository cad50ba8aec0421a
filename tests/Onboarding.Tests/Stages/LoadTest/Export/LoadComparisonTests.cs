using EhrAdapters.Diagnosis;
using Onboarding.Lifecycle;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest;
using Onboarding.Stages.LoadTest.Export;
using Xunit;

namespace Onboarding.Tests.Stages.LoadTest.Export;

public sealed class LoadComparisonTests
{
    [Theory]
    [InlineData(200, 400, LoadMove.Worse)]
    [InlineData(400, 200, LoadMove.Better)]
    [InlineData(400, 430, LoadMove.AsBefore)]
    [InlineData(20, 38, LoadMove.AsBefore)]
    public void Latency_moves_only_beyond_what_two_tests_of_one_hospital_differ_by_anyway(double then, double now, LoadMove expected) =>
        Assert.Equal(expected, Change(Measured.Report(then), Measured.Report(now), "p95, reads").Move);

    [Fact]
    public void Both_figures_are_said_as_people_read_them()
    {
        var change = Change(Measured.Report(200), Measured.Report(1_400), "p95, reads");

        Assert.Equal(("200 ms", "1,400 ms"), (change.Then, change.Now));
    }

    [Fact]
    public void More_errors_are_worse() => Assert.Equal(LoadMove.Worse, Change(Measured.Report(), Measured.Report(errors: 13), "Errors").Move);

    [Fact]
    public void More_requests_held_are_better() => Assert.Equal(
        LoadMove.Better, Change(Measured.Report(), Measured.Report() with { Capacity = new(42, 800, 15, true) }, "Held within the limits, a second").Move);

    [Fact]
    public void Kind_that_only_one_of_them_asked_for_is_not_compared()
    {
        var before = Measured.Report() with { Kinds = [Measured.Report().Kinds[0]] };

        Assert.Equal(LoadMove.NotComparable, Change(before, Measured.Report(), "p95, look-ups").Move);
    }

    [Fact]
    public void Same_settings_differ_in_nothing() => Assert.Empty(Of(Measured.Report(), Measured.Report(900)).Settings);

    [Fact]
    public void Every_setting_that_differed_is_said()
    {
        var now = Measured.Report(target: 30) with { Shape = LoadShape.Spike, CapPerSecond = 30, HoldSeconds = 60, P95LimitMilliseconds = 1_500, Kinds = [Measured.Report().Kinds[0]] };

        Assert.Equal(
            [
                "shape: hold then, spike now", "highest rate: 15 a second then, 30 now", "cap: 20 a second then, 30 now", "length: 10 s then, 1 min now",
                "limits of reads: p95 1,000 ms and p99 3,000 ms then, 1,500 ms and 3,000 ms now", "reads: 77 % of the requests then, 100 % now", "look-ups: 23 % of the requests then, 0 % now",
            ],
            Of(Measured.Report(), now).Settings);
    }

    private static LoadChange Change(LoadReport then, LoadReport now, string what) => Assert.Single(Of(then, now).Changes, change => change.What == what);

    private static LoadComparison Of(LoadReport then, LoadReport now) =>
        LoadComparison.Of(new(Guid.Empty, default, Stage.LoadTest, 1, RunStatus.Finished, CheckState.Passed, default, null), then, now);
}
