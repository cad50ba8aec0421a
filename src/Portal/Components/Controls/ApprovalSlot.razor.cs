using Microsoft.AspNetCore.Components;

namespace Portal.Components.Controls;

/// <summary>One approval: who gave it and when, or who is still needed.</summary>
public sealed partial class ApprovalSlot
{
    [Parameter, EditorRequired]
    public required string Role { get; set; }

    /// <summary>Who approved; null where nobody has.</summary>
    [Parameter]
    public string? Name { get; set; }

    [Parameter]
    public DateTimeOffset? At { get; set; }

    [Parameter]
    public string TimeZone { get; set; } = "UTC";

    /// <summary>Who may give it, while nobody has.</summary>
    [Parameter]
    public string? Hint { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
