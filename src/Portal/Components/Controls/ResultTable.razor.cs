using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Onboarding.Evidence;

namespace Portal.Components.Controls;

/// <summary>Result rows of any stage: the most urgent first; what passed, and what does not apply here, folded together.</summary>
public sealed partial class ResultTable
{
    private static readonly string[] Heads = ["State", "What was checked", "Measured", "Limit", "Margin", "Sample", "Whose move", "Age"];
    private IReadOnlyList<ResultRow> _first = [];
    private IReadOnlyList<ResultRow> _settled = [];
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

    /// <summary>What the page puts into opened rows; the plain letter and evidence where null.</summary>
    [Parameter]
    public RowDetails? Details { get; set; }

    /// <summary>"8 passed, 1 not applicable": counted apart, because a check that does not apply is no pass.</summary>
    private string Settled => string.Join(", ", _settled.GroupBy(row => row.State).Select(state => $"{state.Count()} {state.Key.Word().ToLowerInvariant()}"));

    private static bool IsSettled(ResultRow row) => row.State is CheckState.Passed or CheckState.NotApplicable;

    protected override void OnParametersSet()
    {
        _first = [.. Rows.Where(row => !IsSettled(row)).OrderBy(row => row.State.Urgency())];
        _settled = [.. Rows.Where(IsSettled).OrderByDescending(row => row.State.Urgency()).ThenBy(row => row.Group is not null)];
        // Nothing but good news needs no fold in front of it, unless there is a lot of it.
        if (_first.Count == 0 && _settled.Count <= 6) _unfolded = true;
    }
}
