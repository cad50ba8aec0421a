using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Portal.Components.Controls;

/// <summary>Days in a stage beside where it is at risk and where it is late.</summary>
public sealed partial class AgeBar
{
    [Parameter, EditorRequired]
    public required double Days { get; set; }

    [Parameter, EditorRequired]
    public required double RiskFrom { get; set; }

    [Parameter, EditorRequired]
    public required double LateFrom { get; set; }

    /// <summary>The same in words.</summary>
    [Parameter, EditorRequired]
    public required string Words { get; set; }

    private double Full => Math.Max(LateFrom * 1.25, 0.1);

    private string Css => Days >= LateFrom ? "r" : Days >= RiskFrom ? "a" : "";

    private string Percent(double days) => string.Create(CultureInfo.InvariantCulture, $"{Math.Clamp(days / Full, 0, 1):0.#%}").Replace(" ", "", StringComparison.Ordinal);
}
