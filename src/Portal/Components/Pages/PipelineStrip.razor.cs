using System.Globalization;
using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Lifecycle;
using Portal.Components.Workspace;
using Portal.Glue;

namespace Portal.Components.Pages;

/// <summary>The figures above the board; each only where there is data for it.</summary>
public sealed partial class PipelineStrip
{
    [Parameter, EditorRequired]
    public required PipelineFigures Figures { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<PipelineCard> Cards { get; set; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private string Weakest => Figures.Weakest is { } stage
        ? $"weakest: {stage.Title()}, {Figures.WeakestPassed} of {Figures.WeakestTries}"
        : Figures.FirstTries == 0 ? "no runs yet" : "every stage passed at once";

    private string Longest => Cards.Where(card => card.Move.Group is MoveGroup.WaitingOnOthers).MinBy(card => card.Move.Since) is { } longest
        ? $"longest wait: {Ago.Span(Clock.GetUtcNow() - longest.Move.Since)}, {longest.Site.Name}"
        : "nobody at a hospital is waited for";

    private int Count(string waiting) => Cards.Count(card => card.Waiting == waiting);

    private static string Days(double days) => days.ToString(days < 10 ? "0.#" : "0", CultureInfo.InvariantCulture);

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Share(int part, int whole) => (200.0 * part / whole).ToString("0.#", CultureInfo.InvariantCulture);
}
