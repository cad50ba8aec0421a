using Microsoft.AspNetCore.Components;
using Onboarding.Stages.LoadTest;
using Portal.Components.Controls;

namespace Portal.Components.Stages.LoadTest;

/// <summary>The p95 of two tests over one time axis, and a table behind it.</summary>
public sealed partial class ComparisonChart
{
    private IReadOnlyList<LoadKind> _kinds = [];
    private LoadKind? _kind;
    private ChartSeries _now = null!;
    private ChartSeries _then = null!;
    private ChartScale _scale = null!;
    private bool _table;

    [Parameter, EditorRequired]
    public required LoadReport Now { get; set; }

    [Parameter, EditorRequired]
    public required LoadReport Then { get; set; }

    [Parameter]
    public int NumberNow { get; set; }

    [Parameter]
    public int NumberThen { get; set; }

    private string Spoken => $"p95 over time: run {NumberThen} ended at {Latency(Last(_then)?.P95)}, run {NumberNow} at {Latency(Last(_now)?.P95)}";

    protected override void OnParametersSet()
    {
        _kinds = [.. ChartSeries.Kinds(Now).Intersect(ChartSeries.Kinds(Then))];
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
        (_now, _then) = (new(Now, _kind), new(Then, _kind));
        var worst = _now.Points.Concat(_then.Points).Max(point => point.P95) ?? Now.P95LimitMilliseconds;
        _scale = new(Math.Max(_now.Seconds, _then.Seconds), worst, 1);
    }

    private string Line(ChartSeries series) => SvgWords.Path(series.Points.Select(point => (_scale.X(point.Second), point.P95 is { } at ? _scale.Y(at) : (double?)null)));

    private IEnumerable<(double X, double Y, string Css, string Text)> Labels()
    {
        var (now, then) = (Last(_now), Last(_then));
        var nowY = now is { P95: { } at } ? _scale.Y(at) + 4 : ChartScale.Middle;
        if (now is not null)
            yield return (_scale.X(now.Second) + 7, nowY, "c-p95", $"run {NumberNow}, {Latency(now.P95)}");
        if (then is not { P95: { } before }) yield break;
        var y = _scale.Y(before) + 4;
        yield return (_scale.X(then.Second) + 7, Math.Abs(y - nowY) >= 13 ? y : nowY >= ChartScale.Top + 20 ? nowY - 13 : nowY + 13, "c-rate", $"run {NumberThen}, {Latency(before)}");
    }

    private IEnumerable<(double Second, double? Then, double? Now)> Rows()
    {
        var (then, now) = (BySecond(_then), BySecond(_now));
        return then.Keys.Union(now.Keys).Order().Select(second => (second, then.GetValueOrDefault(second), now.GetValueOrDefault(second)));
    }

    private static Dictionary<double, double?> BySecond(ChartSeries series) => series.Points.GroupBy(point => point.Second).ToDictionary(point => point.Key, point => point.Last().P95);

    private static ChartPoint? Last(ChartSeries series) => series.Points.LastOrDefault(point => point.P95 is not null);

    private static string Latency(double? milliseconds) => milliseconds is { } value ? ChartScale.Latency(value) : "–";

    private static string N(double value) => SvgWords.N(value);
}
