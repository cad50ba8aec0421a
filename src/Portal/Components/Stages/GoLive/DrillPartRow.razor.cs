using Microsoft.AspNetCore.Components;
using Onboarding.Evidence;

namespace Portal.Components.Stages.GoLive;

/// <summary>One part of a fire drill that machines measure, while the drill is held.</summary>
public sealed partial class DrillPartRow
{
    [Parameter, EditorRequired]
    public required string Check { get; set; }

    /// <summary>Null while it is measured.</summary>
    [Parameter]
    public ResultRow? Row { get; set; }
}
