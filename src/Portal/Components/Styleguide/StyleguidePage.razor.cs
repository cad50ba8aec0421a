using Microsoft.AspNetCore.Components;
using Portal.Components.Layout;

namespace Portal.Components.Styleguide;

/// <summary>Every control in every state: documentation, visual test bed and target of the axe run. Not there outside Development.</summary>
public sealed partial class StyleguidePage
{
    [Inject]
    public required IHostEnvironment Environment { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    private static Crumb[] Trail { get; } = [new("My sites", "/")];

    protected override void OnInitialized()
    {
        if (!Environment.IsDevelopment()) Navigation.NotFound();
    }
}
