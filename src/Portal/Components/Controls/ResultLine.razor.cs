using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Onboarding.Evidence;

namespace Portal.Components.Controls;

/// <summary>One result row; its details hold the letter for the hospital and the evidence for engineers.</summary>
public sealed partial class ResultLine
{
    private bool _open;
    private Tab? _tab;

    private enum Tab
    {
        Letter,
        Evidence,
        Against,
    }

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

    [Parameter]
    public RowDetails? Details { get; set; }

    private bool HasDetails =>
        Row.Letter is not null || Row.Evidence.Count > 0 || Row.Explanation is { Length: > 0 } || Row.NextStep is { Length: > 0 };

    private bool Told => Details?.Told is { } told && ReferenceEquals(told, Row);

    private IReadOnlyList<Tab> Tabs =>
    [
        .. Row.Letter is null ? [] : (Tab[])[Tab.Letter],
        .. Row.Evidence.Count == 0 ? [] : (Tab[])[Tab.Evidence],
        .. Details?.Against is null || Row.State is not (CheckState.Failed or CheckState.Warning) ? [] : (Tab[])[Tab.Against],
    ];

    private Tab? Shown => _tab is { } chosen && Tabs.Contains(chosen) ? chosen : Tabs.Select(tab => (Tab?)tab).FirstOrDefault();

    private string Move => Row.State switch
    {
        CheckState.Passed or CheckState.NotApplicable => "–",
        CheckState.NotReached => "Nobody yet",
        CheckState.Failed or CheckState.Warning or CheckState.CouldNotAssess => Row.Owner?.Word() ?? "",
    };

    private static string Word(Tab tab) => tab switch
    {
        Tab.Letter => "Letter for the hospital",
        Tab.Evidence => "Evidence for engineers",
        Tab.Against => "Against last good run",
    };

    protected override void OnInitialized() => _open = StartsOpen && HasDetails;
}
