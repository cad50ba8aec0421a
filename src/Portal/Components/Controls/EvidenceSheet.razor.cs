using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Onboarding.Evidence;

namespace Portal.Components.Controls;

/// <summary>What an engineer wants to see, grouped, with one button that takes all of it along.</summary>
public sealed partial class EvidenceSheet
{
    private IReadOnlyList<EvidenceGroup> _groups = [];

    /// <summary>The row that is looked at.</summary>
    [Parameter, EditorRequired]
    public required ResultRow Row { get; set; }

    /// <summary>What other rows of the run found, which an engineer needs beside it.</summary>
    [Parameter]
    public IReadOnlyList<EvidenceItem> Also { get; set; } = [];

    /// <summary>The first line of the copied block: the site and the run.</summary>
    [Parameter]
    public string Title { get; set; } = "Evidence";

    protected override void OnParametersSet() => _groups = EvidenceGroups.Of([.. Row.Evidence, .. Also]);
}
