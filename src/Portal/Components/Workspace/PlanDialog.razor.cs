using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Portal.Components.Workspace;

/// <summary>Another planned day, or none.</summary>
public sealed partial class PlanDialog
{
    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    /// <summary>As the browser writes it, yyyy-MM-dd.</summary>
    [Parameter]
    public string Day { get; set; } = "";
}
