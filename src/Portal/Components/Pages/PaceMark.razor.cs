using Microsoft.AspNetCore.Components;

namespace Portal.Components.Pages;

/// <summary>On track, at risk or late, as sign and word.</summary>
public sealed partial class PaceMark
{
    [Parameter, EditorRequired]
    public required Pace Pace { get; set; }
}
