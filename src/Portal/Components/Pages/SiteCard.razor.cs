using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Glue;

namespace Portal.Components.Pages;

/// <summary>One site on the board. Cards move by evidence only.</summary>
public sealed partial class SiteCard
{
    [Parameter, EditorRequired]
    public required PipelineCard Card { get; set; }

    [Inject]
    public required VendorNames Vendors { get; init; }

    internal static string Days(double days) => days.ToString(days < 10 ? "0.#" : "0", CultureInfo.InvariantCulture);
}
