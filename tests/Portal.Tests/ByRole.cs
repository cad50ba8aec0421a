using AngleSharp.Dom;
using Bunit;

namespace Portal.Tests;

/// <summary>Finds what a screen reader finds: a role, written or implied, and an accessible name.</summary>
public static class ByRole
{
    private static readonly Dictionary<string, string> Implied = new()
    {
        ["button"] = "button, summary", ["link"] = "a[href]", ["heading"] = "h1, h2, h3", ["listitem"] = "li", ["list"] = "ol, ul",
        ["table"] = "table", ["row"] = "tr", ["rowheader"] = "th[scope=row]", ["article"] = "article", ["textbox"] = "input:not([type]), textarea",
    };

    public static IReadOnlyList<IElement> All<T>(this IRenderedComponent<T> rendered, string role)
        where T : Microsoft.AspNetCore.Components.IComponent =>
        [.. rendered.FindAll($"[role={role}]" + (Implied.TryGetValue(role, out var tags) ? $", {tags}" : ""))];

    public static IElement One<T>(this IRenderedComponent<T> rendered, string role, string name)
        where T : Microsoft.AspNetCore.Components.IComponent =>
        rendered.All(role).Single(element => Name(element) == name);

    /// <summary>The label, or the words inside without what is hidden from the accessibility tree.</summary>
    public static string Name(this IElement element)
    {
        if (element.GetAttribute("aria-label") is { } label) return label;
        var copy = (IElement)element.Clone(deep: true);
        foreach (var hidden in copy.QuerySelectorAll("[aria-hidden=true]").ToList()) hidden.Remove();
        return string.Join(' ', copy.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
