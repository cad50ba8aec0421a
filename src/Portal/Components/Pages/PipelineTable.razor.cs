using Microsoft.AspNetCore.Components;
using Portal.Glue;

namespace Portal.Components.Pages;

/// <summary>The board as a table.</summary>
public sealed partial class PipelineTable
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<PipelineCard> Cards { get; set; }

    [Inject]
    public required VendorNames Vendors { get; init; }
}
