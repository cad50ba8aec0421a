using Bunit;
using EhrAdapters.Diagnosis;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest;
using Portal.Components.Controls;
using Portal.Components.Styleguide;
using Xunit;

namespace Portal.Tests.Controls;

public sealed class LatencyChartTests : ControlContext
{
    private static readonly LoadReport Load = new()
    {
        TargetPerSecond = 12, RampSeconds = 2, HoldSeconds = 8, P95LimitMilliseconds = 2000, P99LimitMilliseconds = 5000, Errors = 1,
        Points = [new(1, 6, 450, 1100, 2700, 0, 3), new(2, 12, 460, 1230, 2800, 1, 4)], Marks = [new(1.4, "half of the rate reached", CheckState.NotApplicable)],
    };

    [Fact]
    public void Picture_says_its_last_figures()
    {
        var chart = Render<LatencyChart>(with => with.Add(chart => chart.Load, Load));

        chart.One("img", "Response time and rate after 2 s: p50 460 ms, p95 1.23 s, p99 2.8 s, 12 per second, 4 in flight, 1 errors");
    }

    [Fact]
    public void Table_behind_the_picture_has_every_second_and_what_happened_in_it()
    {
        var chart = Render<LatencyChart>(with => with.Add(chart => chart.Load, Load));
        Assert.Empty(chart.All("table"));

        chart.One("button", "Show as table").Click();

        Assert.Equal(Load.Points.Count + 1, chart.All("row").Count);
        Assert.Equal("0", chart.One("region", "Response time and rate as a table").GetAttribute("tabindex"));
        Assert.EndsWith("half of the rate reached", chart.All("row")[^1].TextContent.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public void Kind_is_chosen_and_brings_its_own_limits()
    {
        var chart = Render<LatencyChart>(with => with.Add(chart => chart.Load, LoadSamples.Report(372)));
        Assert.Contains("limit for p95, 1 s", chart.Markup, StringComparison.Ordinal);

        chart.One("button", "Search").Click();

        Assert.Equal("true", chart.One("button", "Search").GetAttribute("aria-pressed"));
        Assert.Contains("limit for p95, 2 s", chart.Markup, StringComparison.Ordinal);
        Assert.Single(chart.All("img"), picture => picture.Name().StartsWith("Response time, search after 372 s", StringComparison.Ordinal));
    }

    [Fact]
    public void Marks_are_written_into_the_chart() => Assert.Contains("one slow node, 20 s", Render<LatencyChart>(with => with.Add(chart => chart.Load, LoadSamples.Report(372))).Markup, StringComparison.Ordinal);

    [Fact]
    public void Running_chart_says_what_the_clock_at_the_site_reads() =>
        Assert.Contains("now, 15:07:12 EST", Render<LatencyChart>(with => with.Add(chart => chart.Load, Load).Add(chart => chart.Running, true).Add(chart => chart.Now, "15:07:12 EST")).Markup, StringComparison.Ordinal);

    [Theory]
    [InlineData(LoadShape.Hold, "hold at 12 per second")]
    [InlineData(LoadShape.Ramp, "even steps up to 12 per second")]
    [InlineData(LoadShape.Spike, "spike to 12 per second")]
    [InlineData(LoadShape.Soak, "soak at 12 per second")]
    public void Shape_is_named(LoadShape shape, string words) => Assert.Contains(words, Render<LatencyChart>(with => with.Add(chart => chart.Load, Load with { Shape = shape })).Markup, StringComparison.Ordinal);

    [Fact]
    public void Test_without_figures_yet_still_draws_its_limits()
    {
        var chart = Render<LatencyChart>(with => with.Add(chart => chart.Load, Load with { Points = [] }).Add(chart => chart.Running, true));

        chart.One("img", "Response times and request rate, no figures yet");
        Assert.Contains("limit for p95, 2 s", chart.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Scale_keeps_every_point_and_both_limits_inside_on_round_steps()
    {
        var scale = new ChartScale(10, 9_400, 12, 40);

        Assert.InRange(scale.Y(9_400), ChartScale.Top, ChartScale.Middle);
        Assert.Equal([0, 2_000, 4_000, 6_000, 8_000, 10_000, 12_000], scale.LatencyTicks());
        Assert.InRange(scale.RateY(12), ChartScale.RateTop, ChartScale.RateBottom);
        Assert.InRange(scale.FlightY(40), ChartScale.FlightTop, ChartScale.Bottom);
    }

    [Fact]
    public void Next_second_within_the_scale_moves_nothing_that_is_drawn_already()
    {
        var (before, after) = (new ChartSeries(LoadSamples.Report(371), LoadKind.Read), new ChartSeries(LoadSamples.Report(372), LoadKind.Read));

        Assert.Equal(before.Points.SkipLast(1), after.Points.Take(before.Points.Count - 1));
        Assert.InRange(after.Points.Count, 100, 240);
    }

    [Fact]
    public void Peak_of_a_single_second_is_never_drawn_away()
    {
        var report = Load with { HoldSeconds = 3_598, Points = [.. Enumerable.Range(1, 3_600).Select(second => new LoadPoint(second, 12, 10, 20, second == 1_801 ? 900 : 30, second == 1_801 ? 2 : 0, 1))] };

        var series = new ChartSeries(report, null);

        Assert.Equal((900, 2), (series.Points.Max(point => point.P99), series.Points.Sum(point => point.Errors)));
        Assert.InRange(series.Points.Count, 100, 240);
    }
}
