using System.Globalization;
using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest;

namespace Portal.Components.Controls;

/// <summary>The load test as a picture: percentiles of one kind of request with their limits, the rate and what was asked for, errors, requests in flight, and a table behind it.</summary>
public sealed partial class LatencyChart
{
    private const double LetterWidth = 5.9;

    private LoadReport? _drawn;
    private ChartSeries _series = null!;
    private ChartScale _scale = null!;
    private IReadOnlyList<LoadKind> _kinds = [];
    private IReadOnlyList<PlacedMark> _marks = [];
    private LoadKind? _kind;
    private bool _table;

    [Parameter, EditorRequired]
    public required LoadReport Load { get; set; }

    [Parameter]
    public bool Running { get; set; }

    /// <summary>The limits that each kind is judged by.</summary>
    [Parameter]
    public Thresholds Limits { get; set; } = new();

    /// <summary>What the clock at the site reads, while it runs.</summary>
    [Parameter]
    public string? Now { get; set; }

    private string Title => _kind is { } kind ? $"Response time, {kind.Word().ToLowerInvariant()}" : "Response time and rate";

    private int P95Limit => _kind is null or LoadKind.Read ? Load.P95LimitMilliseconds : LatencyLimits.Of(_kind.Value, Limits).P95;

    private int? P99Limit => _kind is null or LoadKind.Read ? Load.P99LimitMilliseconds : LatencyLimits.Of(_kind.Value, Limits).P99;

    private string HoldWords => Load.Shape switch
    {
        LoadShape.Hold => $"hold at {ChartScale.Text(Load.TargetPerSecond)} per second",
        LoadShape.Ramp => $"even steps up to {ChartScale.Text(Load.TargetPerSecond)} per second",
        LoadShape.Spike => $"spike to {ChartScale.Text(Load.TargetPerSecond)} per second",
        LoadShape.Soak => $"soak at {ChartScale.Text(Load.TargetPerSecond)} per second",
    };

    // Where the rate to come is known as one line; of the other shapes what was asked for is drawn as it happens.
    private double? PlannedFrom => Load.Shape is LoadShape.Hold or LoadShape.Soak ? Math.Max(Load.RampSeconds, _series.Points is [.., { Asked: > 0 } last] ? last.Second : 0) : null;

    private string Spoken => _series.Points is not [.., var last]
        ? "Response times and request rate, no figures yet"
        : string.Create(CultureInfo.InvariantCulture,
            $"{Title} after {last.Second:0} s: p50 {Latency(last.P50)}, p95 {Latency(last.P95)}, p99 {Latency(last.P99)}, {last.Rate:0.#} per second, {last.InFlight} in flight, {Load.Errors} errors");

    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_drawn, Load)) return;
        _drawn = Load;
        _kinds = ChartSeries.Kinds(Load);
        if (_kind is null || !_kinds.Contains(_kind.Value))
            _kind = _kinds.Count > 0 ? _kinds[0] : null;
        Draw();
    }

    private void Choose(LoadKind kind)
    {
        _kind = kind;
        Draw();
    }

    private void Draw()
    {
        _series = new(Load, _kind);
        var worst = Math.Max(Math.Max(P95Limit, P99Limit ?? 0), _series.Points.Max(point => point.P99) ?? 0);
        var fastest = Math.Max(Load.TargetPerSecond, _series.Points.Count == 0 ? 0 : _series.Points.Max(point => Math.Max(point.Rate, point.Asked)));
        _scale = new(_series.Seconds, worst, fastest, _series.Points.Count == 0 ? 0 : _series.Points.Max(point => point.InFlight));
        _marks = [.. Place()];
    }

    // Two rows for what happened when; a third at the same moment is in the table and in the activity.
    private IEnumerable<PlacedMark> Place()
    {
        double[] free = [0, 0];
        foreach (var mark in Load.Marks.OrderBy(mark => mark.Second))
        {
            var (x, width) = (_scale.X(mark.Second), (mark.Text.Length * LetterWidth) + 8);
            var atEnd = x + width > ChartScale.Width;
            var row = Array.FindIndex(free, taken => taken <= (atEnd ? x - width : x));
            if (row < 0) continue;
            free[row] = atEnd ? x : x + width;
            yield return new(x, 24 + (13 * row), atEnd, mark.Text, mark.State);
        }
    }

    private string Line(Func<ChartPoint, double?> height) => SvgWords.Path(_series.Points.Select(point => (_scale.X(point.Second), height(point))));

    // Labels at the line's end, pushed apart so that lines that meet stay readable.
    private IEnumerable<EndLabel> EndLabels(ChartPoint last)
    {
        if (last is { P50: { } p50, P95: { } p95, P99: { } p99 })
        {
            var low = _scale.Y(p50) + 4;
            var middle = Math.Min(_scale.Y(p95) + 4, low - 13);
            yield return new(Math.Min(_scale.Y(p99) + 4, middle - 13), "c-p99", $"p99 {ChartScale.Latency(p99)}");
            yield return new(middle, "c-p95", $"p95 {ChartScale.Latency(p95)}");
            yield return new(low, "c-p50", $"p50 {ChartScale.Latency(p50)}");
        }

        yield return new(ChartScale.RateTop + 12, "c-rate", $"{ChartScale.Text(last.Rate)}/s");
        yield return new(ChartScale.RateTop + 26, "c-rate", $"asked {ChartScale.Text(last.Asked > 0 ? last.Asked : Load.TargetPerSecond)}/s");
        yield return new(ChartScale.FlightTop + 12, "c-p50", $"{last.InFlight} in flight");
        yield return new(ChartScale.FlightTop + 26, Load.Errors > 0 ? "c-limit" : "c-rate", Load.Errors == 1 ? "1 error" : $"{Load.Errors} errors");
    }

    private static string Latency(double? milliseconds) => milliseconds is { } value ? ChartScale.Latency(value) : "–";

    private static string N(double value) => SvgWords.N(value);

    private sealed record EndLabel(double Y, string Css, string Text);

    private sealed record PlacedMark(double X, double Y, bool AtEnd, string Text, CheckState State);
}
