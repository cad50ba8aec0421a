using Microsoft.AspNetCore.Components;

namespace Portal.Components.Layout;

/// <summary>One step of the trail above a page.</summary>
public sealed record Crumb(string Word, string Href);

/// <summary>What a page tells the frame: its title, the way to it, and whether it needs the width.</summary>
public sealed partial class PageBar
{
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter]
    public IReadOnlyList<Crumb> Crumbs { get; set; } = [];

    /// <summary>Wide pages (board, mapping, validation, review, live) fold the navigation to icons.</summary>
    [Parameter]
    public bool Wide { get; set; }

    [CascadingParameter]
    public MainLayout? Layout { get; set; }

    private string TabTitle =>
        string.Join(", ", Crumbs.Reverse().Select(crumb => crumb.Word).Where(word => word != "My sites").Prepend(Title)) + " · Onboarding";

    protected override void OnParametersSet() => Layout?.Widen(Wide);
}
