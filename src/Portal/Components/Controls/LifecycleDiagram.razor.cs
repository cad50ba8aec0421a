using Microsoft.AspNetCore.Components;
using Onboarding.Lifecycle;

namespace Portal.Components.Controls;

/// <summary>The state machine as a picture, drawn from the very table that decides.</summary>
public sealed partial class LifecycleDiagram
{
    private DiagramLayout _layout = null!;

    [Parameter]
    public IReadOnlyList<SiteTransition> Transitions { get; set; } = SiteTransitions.Table;

    /// <summary>Where a site stands; null draws no place.</summary>
    [Parameter]
    public SiteState? Current { get; set; }

    private string Spoken =>
        $"State machine of a site: {Transitions.Count} transitions between {_layout.Boxes.Count} states"
        + (Current is { } now ? $", now {now.Title()}" : "");

    protected override void OnParametersSet() => _layout = DiagramLayout.Of(Transitions);

    // <text> is Razor's own tag, so the SVG element of that name has to be built by hand.
    private static RenderFragment Text(int x, int y, string css, string words) => builder =>
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "x", x);
        builder.AddAttribute(2, "y", y);
        builder.AddAttribute(3, "text-anchor", "middle");
        builder.AddAttribute(4, "class", css);
        builder.AddContent(5, words);
        builder.CloseElement();
    };
}
