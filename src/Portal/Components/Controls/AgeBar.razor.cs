using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Portal.Components.Controls;

/// <summary>Days in a stage beside the median and where the slowest 15 % begin.</summary>
public sealed partial class AgeBar
{
    [Parameter, EditorRequired]
    public required double Days { get; set; }

    [Parameter, EditorRequired]
    public required double MedianDays { get; set; }

    [Parameter, EditorRequired]
    public required double SlowDays { get; set; }

    /// <summary>What is said instead of median and slowest, where the marks are a plan and not yet a history.</summary>
    [Parameter]
    public string? Words { get; set; }

    private double Full => Math.Max(SlowDays * 1.25, 0.1);

    private string Css => Days >= SlowDays ? "r" : Days >= MedianDays ? "a" : "";

    private string Spoken => Words ?? string.Create(CultureInfo.InvariantCulture,
        $"{Days:0.#} days in this stage; median {MedianDays:0.#}, slow from {SlowDays:0.#}");

    private string Percent(double days) => string.Create(CultureInfo.InvariantCulture, $"{Math.Clamp(days / Full, 0, 1):0.#%}").Replace(" ", "", StringComparison.Ordinal);
}
