using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Onboarding.Evidence;

namespace Portal.Components.Controls;

/// <summary>Result rows of any stage: the most urgent first, what passed folded together.</summary>
public sealed partial class ResultTable
{
    private static readonly string[] Heads = ["State", "What was checked", "Measured", "Limit", "Margin", "Sample", "Whose move", "Age"];
    private IReadOnlyList<ResultRow> _first = [];
    private IReadOnlyList<ResultRow> _passed = [];
    private bool _unfolded;

    [Parameter, EditorRequired]
    public required IReadOnlyList<ResultRow> Rows { get; set; }

    [Parameter]
    public string Label { get; set; } = "Results";

    /// <summary>When the rows were born.</summary>
    [Parameter]
    public DateTimeOffset? At { get; set; }

    [Parameter]
    public string TimeZone { get; set; } = "UTC";

    /// <summary>Opens the first failed row, so that its letter is seen at once.</summary>
    [Parameter]
    public bool OpenFirst { get; set; } = true;

    [Parameter]
    public string LetterTo { get; set; } = "Interface analyst";

    [Parameter]
    public string? LetterCopyTo { get; set; }

    /// <summary>More buttons on a letter, such as "I sent it".</summary>
    [Parameter]
    public RenderFragment<ResultRow>? LetterActions { get; set; }

    protected override void OnParametersSet()
    {
        _first = [.. Rows.Where(row => row.State is not CheckState.Passed).OrderBy(row => row.State.Urgency())];
        _passed = [.. Rows.Where(row => row.State is CheckState.Passed)];
        // Nothing but good news needs no fold in front of it, unless there is a lot of it.
        if (_first.Count == 0 && _passed.Count <= 6) _unfolded = true;
    }
}
