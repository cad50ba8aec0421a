using Microsoft.AspNetCore.Components;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest;
using Portal.Components.Controls;

namespace Portal.Components.Stages.LoadTest;

/// <summary>How many answers of one kind took how long, with the limits as lines and a table behind it.</summary>
public sealed partial class LatencyHistogram
{
    private HistogramScale _scale = null!;
    private IReadOnlyList<LoadKind> _kinds = [];
    private LoadKind _kind;
    private int _all;
    private bool _table;

    [Parameter, EditorRequired]
    public required LoadReport Load { get; set; }

    [Parameter]
    public Thresholds Limits { get; set; } = new();

    private int P95Limit => _kind is LoadKind.Read ? Load.P95LimitMilliseconds : LatencyLimits.Of(_kind, Limits).P95;

    private int? P99Limit => _kind is LoadKind.Read ? Load.P99LimitMilliseconds : LatencyLimits.Of(_kind, Limits).P99;

    private bool PutsP99Left => _scale.X(P99Limit ?? 0) > HistogramScale.Right - 110;

    private string Spoken => $"{LiveWords.Count(_all)} answers to {LoadWords.Many(_kind)}, {LiveWords.Count(_scale.Bars.Where(bar => bar.To > P95Limit).Sum(bar => bar.Count))} of them about as slow as the limit for p95 of {ChartScale.Latency(P95Limit)} or slower";

    protected override void OnParametersSet()
    {
        _kinds = [.. Load.Histogram.Where(bucket => bucket.Count > 0).Select(bucket => bucket.Kind).Distinct().Order()];
        if (!_kinds.Contains(_kind))
            _kind = _kinds.Count > 0 ? _kinds[0] : LoadKind.Read;
        Draw();
    }

    private void Choose(LoadKind kind)
    {
        _kind = kind;
        Draw();
    }

    private void Draw()
    {
        List<LatencyBucket> buckets = [.. Load.Histogram.Where(bucket => bucket.Kind == _kind)];
        _all = buckets.Sum(bucket => bucket.Count);
        _scale = new(buckets, Math.Max(P95Limit, P99Limit ?? 0));
    }

    private static string N(double value) => SvgWords.N(value);
}
