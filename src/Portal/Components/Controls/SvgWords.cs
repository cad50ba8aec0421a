using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Portal.Components.Controls;

/// <summary>Words and lines of our own drawings.</summary>
public static class SvgWords
{
    // <text> is Razor's own tag, so the SVG element of that name has to be built by hand.
    public static RenderFragment Text(double x, double y, string anchor, string css, string words) => builder =>
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "x", N(x));
        builder.AddAttribute(2, "y", N(y));
        builder.AddAttribute(3, "text-anchor", anchor);
        builder.AddAttribute(4, "class", css);
        builder.AddContent(5, words);
        builder.CloseElement();
    };

    public static string N(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>A line through these places; it breaks where one is missing.</summary>
    public static string Path(IEnumerable<(double X, double? Y)> places)
    {
        var path = new System.Text.StringBuilder();
        var pen = false;
        foreach (var (x, y) in places)
        {
            if (y is { } height)
                path.Append(pen ? 'L' : 'M').Append(N(x)).Append(' ').Append(N(height));
            pen = y is not null;
        }

        return path.ToString();
    }
}
