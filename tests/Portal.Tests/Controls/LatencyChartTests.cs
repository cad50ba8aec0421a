using Bunit;
using Onboarding.Stages.LoadTest;
using Portal.Components.Controls;
using Xunit;

namespace Portal.Tests.Controls;

public sealed class LatencyChartTests : ControlContext
{
    private static readonly LoadReport Load = new()
    {
        TargetPerSecond = 12, RampSeconds = 2, HoldSeconds = 8, P95LimitMilliseconds = 2000, P99LimitMilliseconds = 5000,
        Points = [new(1, 6, 450, 1100, 2700, 0, 3), new(2, 12, 460, 1230, 2800, 1, 4)],
    };

    [Fact]
    public void Picture_says_its_last_figures()
    {
        var chart = Render<LatencyChart>(with => with.Add(chart => chart.Load, Load));

        chart.One("img", "Response times and request rate after 2 s: p50 460 ms, p95 1.23 s, p99 2.8 s, 12 per second");
    }

    [Fact]
    public void Table_behind_the_picture_has_every_second()
    {
        var chart = Render<LatencyChart>(with => with.Add(chart => chart.Load, Load));
        Assert.Empty(chart.All("table"));

        chart.One("button", "Show as table").Click();

        Assert.Equal(Load.Points.Count + 1, chart.All("row").Count);
    }

    [Fact]
    public void Test_without_figures_yet_still_draws_its_limits()
    {
        var chart = Render<LatencyChart>(with => with.Add(chart => chart.Load, Load with { Points = [] }).Add(chart => chart.Running, true));

        chart.One("img", "Response times and request rate, no figures yet");
        Assert.Contains("limit for p95, 2 s", chart.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Scale_keeps_every_point_and_both_limits_inside()
    {
        var scale = new ChartScale(Load with { Points = [new(1, 6, 450, 1100, 9400, 0, 3)] });

        Assert.InRange(scale.Y(9400), ChartScale.Top, ChartScale.Middle);
        Assert.True(scale.Y(5000) > scale.Y(9400));
        Assert.InRange(scale.RateY(12), ChartScale.RateTop, ChartScale.Bottom);
    }
}
