using Microsoft.AspNetCore.Components;
using Onboarding.Stages.MapFields.Fleet;
using Onboarding.Stages.MapFields.Versions;
using Portal.Components.Controls;

namespace Portal.Components.Stages.MapFields;

/// <summary>Chooses a site of the same vendor and shows what copying its mapping would change.</summary>
public sealed partial class SisterSiteForm
{
    private SisterSite _chosen = null!;

    [Parameter, EditorRequired]
    public required MappingStudio Studio { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<SisterSite> Sisters { get; set; }

    [Parameter]
    public bool ReadOnly { get; set; }

    [Parameter]
    public EventCallback<SisterSite> OnCopy { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    private IReadOnlyList<ChoiceOption> Options =>
        [.. Sisters.Select(sister => new ChoiceOption(sister.Id.ToString(), $"{sister.Name}, {(sister.Fields == 1 ? "1 field" : $"{sister.Fields} fields")}"))];

    private IReadOnlyList<FieldChange> Changes => MappingDiff.Between(Studio.Map, _chosen.Mapping, Studio.Session.Contract);

    protected override void OnParametersSet() => _chosen ??= Sisters[0];

    private void Choose(string id) => _chosen = Sisters.FirstOrDefault(sister => sister.Id.ToString() == id) ?? _chosen;
}
