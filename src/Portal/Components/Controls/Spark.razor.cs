using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Portal.Components.Controls;

/// <summary>A line as wide as a word; the label says the same.</summary>
public sealed partial class Spark
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<double> Values { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    private string Points
    {
        get
        {
            var most = Math.Max(Values.Max(), double.Epsilon);
            return string.Join(' ', Values.Select((value, at) => string.Create(CultureInfo.InvariantCulture,
                $"{100.0 * at / (Values.Count - 1):0.#},{20 - (18 * value / most):0.#}")));
        }
    }
}
