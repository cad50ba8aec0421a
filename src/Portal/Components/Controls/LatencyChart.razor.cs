using System.Globalization;
using Microsoft.AspNetCore.Components;
using Onboarding.Stages.LoadTest;

namespace Portal.Components.Controls;

/// <summary>The load test as a picture: percentiles with their limits, the rate below, and a table behind it.</summary>
public sealed partial class LatencyChart
{
    private ChartScale _scale = null!;
    private bool _table;

    [Parameter, EditorRequired]
    public required LoadReport Load { get; set; }

    [Parameter]
    public bool Running { get; set; }

    private string Spoken => Load.Points.Count == 0
        ? "Response times and request rate, no figures yet"
        : string.Create(CultureInfo.InvariantCulture,
            $"Response times and request rate after {Load.Points[^1].Second:0} s: p50 {ChartScale.Latency(Load.Points[^1].P50)}, p95 {ChartScale.Latency(Load.Points[^1].P95)}, p99 {ChartScale.Latency(Load.Points[^1].P99)}, {Load.Points[^1].Rate:0.#} per second");

    protected override void OnParametersSet() => _scale = new ChartScale(Load);

    // Labels at the line's end, pushed apart so that lines that meet stay readable.
    private IEnumerable<EndLabel> EndLabels(LoadPoint last)
    {
        var p50 = _scale.Y(last.P50) + 4;
        var p95 = Math.Min(_scale.Y(last.P95) + 4, p50 - 13);
        var p99 = Math.Min(_scale.Y(last.P99) + 4, p95 - 13);
        yield return new(p99, "c-p99", $"p99 {ChartScale.Latency(last.P99)}");
        yield return new(p95, "c-p95", $"p95 {ChartScale.Latency(last.P95)}");
        yield return new(p50, "c-p50", $"p50 {ChartScale.Latency(last.P50)}");
        yield return new(ChartScale.Bottom - 5, "c-rate", $"{ChartScale.Text(last.Rate)}/s, asked {ChartScale.Text(Load.TargetPerSecond)}");
    }

    private static string N(double value) => ChartScale.Text(value);

    // <text> is Razor's own tag, so the SVG element of that name has to be built by hand.
    private static RenderFragment SvgText(double x, double y, string anchor, string css, string words) => builder =>
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "x", N(x));
        builder.AddAttribute(2, "y", N(y));
        builder.AddAttribute(3, "text-anchor", anchor);
        builder.AddAttribute(4, "class", css);
        builder.AddContent(5, words);
        builder.CloseElement();
    };

    private sealed record EndLabel(double Y, string Css, string Text);
}
