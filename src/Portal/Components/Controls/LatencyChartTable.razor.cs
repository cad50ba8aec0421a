using Microsoft.AspNetCore.Components;
using Onboarding.Stages.LoadTest;

namespace Portal.Components.Controls;

/// <summary>What the load test's chart shows, second by second, with every mark.</summary>
public sealed partial class LatencyChartTable
{
    [Parameter, EditorRequired]
    public required LoadReport Load { get; set; }

    [Parameter]
    public LoadKind? Kind { get; set; }

    private string Name => Kind is { } kind ? $"Response time of {kind.Word().ToLowerInvariant()} and rate as a table" : "Response time and rate as a table";

    private string Happened(double second)
    {
        var before = Load.Points.LastOrDefault(point => point.Second < second)?.Second ?? double.NegativeInfinity;
        return string.Join("; ", Load.Marks.Where(mark => mark.Second > before && mark.Second <= second).Select(mark => mark.Text));
    }

    private static string Latency(double? milliseconds) => milliseconds is { } value ? ChartScale.Latency(value) : "–";
}
