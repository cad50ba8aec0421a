using System.Globalization;
using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Runs;
using Portal.Components.Controls;

namespace Portal.Components.Stages;

/// <summary>A run at work: what is happening now, how far, since when, and the stop that always ends it.</summary>
public sealed partial class RunningBlock : IDisposable
{
    private ITimer? _tick;

    [Parameter, EditorRequired]
    public required StageRun Run { get; set; }

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>The name of the progress bar for people who listen.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter]
    public RunProgress? Progress { get; set; }

    /// <summary>What is counted, in the plural: "patients"; null where the caller counts itself.</summary>
    [Parameter]
    public string? Unit { get; set; } = "checks";

    /// <summary>Beside the count, such as when it ends.</summary>
    [Parameter]
    public string? More { get; set; }

    [Parameter]
    public double? ShareDone { get; set; }

    [Parameter, EditorRequired]
    public required RenderFragment Stop { get; set; }

    [Parameter]
    public IReadOnlyList<CauseFact> Facts { get; set; } = [];

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    private double? Share => ShareDone ?? (Progress is { Done: { } done, Total: > 0 and var total } ? (double)done / total : null);

    private string Counted => string.Join(" · ", Parts());

    protected override void OnInitialized() =>
        _tick = Clock.CreateTimer(_ => InvokeAsync(StateHasChanged), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

    public void Dispose() => _tick?.Dispose();

    private IEnumerable<string> Parts()
    {
        if (Unit is not null && Progress is { Done: { } done, Total: { } total })
            yield return $"{done} of {total} {Unit}";
        if (More is not null)
            yield return More;
        yield return Progress?.Expected is { } expected ? $"{Elapsed()} of about {Ago.Span(expected)}" : $"for {Elapsed()}";
    }

    private string Elapsed() => Ago.Span(Clock.GetUtcNow() - (Run.StartedAt ?? Run.QueuedAt));

    private static string Percent(double share) => (Math.Clamp(share, 0, 1) * 100).ToString("0.#", CultureInfo.InvariantCulture) + "%";
}
