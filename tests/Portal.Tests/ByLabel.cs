using AngleSharp.Dom;
using Bunit;

namespace Portal.Tests;

/// <summary>Finds a field by the label that a person reads.</summary>
public static class ByLabel
{
    public static IElement FindByLabel<T>(this IRenderedComponent<T> rendered, string label)
        where T : Microsoft.AspNetCore.Components.IComponent
    {
        var written = rendered.FindAll("label[for]").Single(found => found.Name() == label || found.Name() == $"{label} (optional)");
        return rendered.Find($"[id='{written.GetAttribute("for")}']");
    }
}
