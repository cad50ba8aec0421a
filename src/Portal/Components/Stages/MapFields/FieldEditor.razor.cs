using EhrAdapters.Mapping;
using EhrAdapters.Mapping.Completion;
using Microsoft.AspNetCore.Components;
using Onboarding.Stages.MapFields;
using Onboarding.Stages.MapFields.Fleet;
using Onboarding.Stages.MapFields.Templates;

namespace Portal.Components.Stages.MapFields;

/// <summary>One field: the suggestion with its reason, where the value comes from, and what that gives on the sample patients.</summary>
public sealed partial class FieldEditor
{
    private bool _pick;

    [Parameter, EditorRequired]
    public required MappingStudio Studio { get; set; }

    [Parameter, EditorRequired]
    public required ContractField Field { get; set; }

    [Parameter]
    public bool ReadOnly { get; set; }

    /// <summary>The other sites of the vendor.</summary>
    [Parameter]
    public VendorFleet Fleet { get; set; } = VendorFleet.None;

    /// <summary>The company's template for this vendor and release.</summary>
    [Parameter]
    public SiteTemplate Template { get; set; } = SiteTemplate.None;

    [Parameter]
    public EventCallback OnEdited { get; set; }

    [Parameter]
    public EventCallback OnPrevious { get; set; }

    [Parameter]
    public EventCallback OnNext { get; set; }

    [Parameter]
    public EventCallback OnRemove { get; set; }

    private FieldMapping? Mapping => Studio.Mapping(Field.Id);

    private FieldMapping? Saved => Studio.Form.Opened.Find(Field.Id);

    private FleetWord? Known => Fleet.Of(Field.Id, Mapping?.Expression);

    private MappingSuggestion? Suggestion => Studio.Suggestion(Field.Id);

    private FieldPreview Preview => Studio.Preview(Field);

    // Before anything is chosen, the suggestion is tried, so that one sees what one would accept.
    private FieldPreview Tried => Mapping is null && Suggestion is { } suggestion
        ? Studio.Session.Preview(Field, new() { FieldId = Field.Id, Expression = suggestion.Expression, CodeMap = suggestion.CodeMap })
        : Preview;

    private FieldStand Stand => Studio.Stand(Field);

    private bool IsCustom => Studio.Map.CustomFields.Any(own => own.Id == Field.Id);

    /// <summary>The suggestion, its alternatives, and what somebody wrote, each once.</summary>
    private IReadOnlyList<string> Paths =>
    [
        .. new[] { Suggestion?.Expression, Mapping?.Expression }.Concat(Suggestion?.Alternatives ?? []).OfType<string>().Where(path => path.Length > 0).Distinct(),
    ];

    private Completions Offer(string expression, int caret) => Studio.Session.Survey.Complete(Field.ResourceType, expression, caret);

    private async Task EditAsync(Action<MappingStudio> edit)
    {
        edit(Studio);
        await OnEdited.InvokeAsync();
    }
}
