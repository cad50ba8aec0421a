using Microsoft.AspNetCore.Components;

namespace Portal.Components.Stages.TestConnection;

/// <summary>Whether trying now helps, and the button for it where it is not the page's first one.</summary>
public sealed partial class TestNowBox
{
    [Parameter]
    public bool WithButton { get; set; }

    /// <summary>Why it is off.</summary>
    [Parameter]
    public string? Reason { get; set; }

    [Parameter]
    public string? Advice { get; set; }

    [Parameter]
    public string? Tries { get; set; }

    [Parameter]
    public EventCallback OnTest { get; set; }
}
