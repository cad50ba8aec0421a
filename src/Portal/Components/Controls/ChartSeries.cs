using Onboarding.Stages.LoadTest;

namespace Portal.Components.Controls;

/// <summary>One place of a chart's lines; a percentile is null where nothing was answered.</summary>
public sealed record ChartPoint(double Second, double? P50, double? P95, double? P99, double Rate, double Asked, int Errors, int InFlight);

/// <summary>A load test's timeline, of one kind of request or of all, in so few places that it can be drawn four times a second.</summary>
public sealed class ChartSeries
{
    private const int MostPlaces = 240;

    public ChartSeries(LoadReport load, LoadKind? kind)
    {
        Seconds = Math.Max(Math.Max(load.RampSeconds + load.HoldSeconds, load.Points.Count == 0 ? 0 : load.Points[^1].Second), 1);
        // Places lie on whole multiples from the start, so that what is drawn does not move with the next second.
        var step = Math.Ceiling(Seconds / MostPlaces);
        Points = [.. load.Points.GroupBy(point => Math.Ceiling(point.Second / step)).Select(group => Merge([.. group], kind))];
    }

    /// <summary>How long the test is.</summary>
    public double Seconds { get; }

    public IReadOnlyList<ChartPoint> Points { get; }

    /// <summary>One place as it stands in the table.</summary>
    public static ChartPoint Of(LoadPoint point, LoadKind? kind)
    {
        var latency = kind is { } one ? point.Kinds.GetValueOrDefault(one) : point.P99 > 0 ? new LatencyPoint(point.P50, point.P95, point.P99) : null;
        return new(point.Second, latency?.P50, latency?.P95, latency?.P99, point.Rate, point.Asked, point.Errors, point.InFlight);
    }

    /// <summary>The kinds of which this test kept a timeline.</summary>
    public static IReadOnlyList<LoadKind> Kinds(LoadReport load) => [.. load.Points.SelectMany(point => point.Kinds.Keys).Distinct().Order()];

    // The worst of the seconds that are drawn as one, so that no peak is drawn away.
    private static ChartPoint Merge(IReadOnlyList<LoadPoint> seconds, LoadKind? kind)
    {
        var points = seconds.Select(second => Of(second, kind)).ToList();
        return points is [var only] ? only : new(
            points[^1].Second, points.Max(point => point.P50), points.Max(point => point.P95), points.Max(point => point.P99),
            points.Average(point => point.Rate), points.Average(point => point.Asked), points.Sum(point => point.Errors), points.Max(point => point.InFlight));
    }
}
