using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Onboarding.Evidence;

namespace Portal.Components.Controls;

/// <summary>The rungs of a test as a picture: what holds, what stopped it, what was not reached.</summary>
public sealed partial class Ladder
{
    /// <summary>In the order of the climb.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<ResultRow> Rows { get; set; }

    /// <summary>A short name below each sign; the check's own name where null.</summary>
    [Parameter]
    public Func<ResultRow, string>? NameOf { get; set; }

    /// <summary>What stands below the name; what was measured where null.</summary>
    [Parameter]
    public Func<ResultRow, string>? DetailOf { get; set; }

    private static string Css(CheckState state) => state switch
    {
        CheckState.Failed => "bad",
        CheckState.NotReached => "nr",
        CheckState.Passed or CheckState.Warning or CheckState.NotApplicable or CheckState.CouldNotAssess => "",
    };

    private static string Detail(ResultRow row) => row.State switch
    {
        CheckState.NotReached => "not reached",
        CheckState.NotApplicable => "does not apply",
        CheckState.Passed or CheckState.Failed or CheckState.Warning or CheckState.CouldNotAssess => row.Measured ?? "",
    };
}
