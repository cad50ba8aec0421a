using Microsoft.AspNetCore.Components;
using Onboarding.Stages.LoadTest;
using Portal.Components.Controls;

namespace Portal.Components.Stages.LoadTest;

/// <summary>Each kind of request by itself, counted from when it was due beside counted from when it was sent, and why the two differ.</summary>
public sealed partial class KindTable
{
    // Below this share, or so many milliseconds, the two are as good as alike.
    private const double Alike = 0.05, AlikeMilliseconds = 5;

    private static readonly int[] Twice = [1, 2];
    private readonly string _headId = $"kinds-{Guid.CreateVersion7():N}";

    [Parameter, EditorRequired]
    public required IReadOnlyList<LoadKindFigures> Kinds { get; set; }

    private string Why => Kinds.Where(kind => kind.Count > 0).All(Same)
        ? "Both counts agree: every request left when it was due, so no waiting is hidden."
        : "They differ because requests had to wait before they could leave: counted from when it was due that waiting is in the figure, as it would be for a user; counted from when it was sent it is hidden.";

    private static bool Same(LoadKindFigures kind) => Math.Abs(kind.FromDue.P99 - kind.FromSent.P99) <= Math.Max(AlikeMilliseconds, kind.FromSent.P99 * Alike);

    private static string Latency(LoadKindFigures kind, double milliseconds) => kind.Count == 0 ? "–" : ChartScale.Latency(milliseconds);
}
