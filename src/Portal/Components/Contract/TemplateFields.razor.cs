using EhrAdapters.Mapping;
using Microsoft.AspNetCore.Components;
using Onboarding.Stages.MapFields.Templates;
using Portal.Components.Pages;

namespace Portal.Components.Contract;

/// <summary>What a template maps, field by field; a change is a new version with its reason.</summary>
public sealed partial class TemplateFields
{
    private readonly Dictionary<string, ElementReference> _openers = [];
    private string? _editing;
    private string _expression = "", _reason = "";

    [Parameter, EditorRequired]
    public required TemplateVersion Template { get; set; }

    [Parameter, EditorRequired]
    public required DataContract Contract { get; set; }

    [Parameter]
    public bool MayEdit { get; set; }

    [Parameter]
    public EventCallback<TemplateEdit> OnSave { get; set; }

    // As the contract reads; what it no longer asks for stands last.
    private IEnumerable<FieldMapping> Ordered => Template.Mapping.Fields.OrderBy(mapping => Contract.Fields.TakeWhile(known => known.Id != mapping.FieldId).Count());

    private string LabelOf(string fieldId) => Contract.Find(fieldId)?.Label ?? fieldId;

    private void Edit(FieldMapping mapping) =>
        (_editing, _expression, _reason) = _editing == mapping.FieldId ? (null, "", "") : (mapping.FieldId, mapping.Expression, "");

    private async Task CloseAsync(string fieldId)
    {
        _editing = null;
        await _openers[fieldId].FocusAsync();
    }

    private Task SaveAsync(FieldMapping mapping) => OnSave.InvokeAsync(new(
        Template.Mapping with
        {
            Fields =
            [
                .. Template.Mapping.Fields.Where(other => other.FieldId != mapping.FieldId || !string.IsNullOrWhiteSpace(_expression))
                    .Select(other => other.FieldId == mapping.FieldId ? other with { Expression = _expression.Trim() } : other),
            ],
        }, _reason));
}
