using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Onboarding.Evidence;

namespace Portal.Components.Controls;

/// <summary>One result row; its details hold the letter for the hospital and the evidence for engineers.</summary>
public sealed partial class ResultLine
{
    private bool _open;
    private bool _evidence;

    [Parameter, EditorRequired]
    public required ResultRow Row { get; set; }

    [Parameter]
    public DateTimeOffset? At { get; set; }

    [Parameter]
    public string TimeZone { get; set; } = "UTC";

    [Parameter]
    public bool StartsOpen { get; set; }

    [Parameter]
    public string LetterTo { get; set; } = "Interface analyst";

    [Parameter]
    public string? LetterCopyTo { get; set; }

    private bool HasDetails =>
        Row.Letter is not null || Row.Evidence.Count > 0 || Row.Explanation is { Length: > 0 } || Row.NextStep is { Length: > 0 };

    private string Move => Row.State switch
    {
        CheckState.Passed or CheckState.NotApplicable => "–",
        CheckState.NotReached => "Nobody yet",
        CheckState.Failed or CheckState.Warning or CheckState.CouldNotAssess => Row.Owner?.Word() ?? "",
    };

    protected override void OnInitialized() => _open = StartsOpen && HasDetails;
}
