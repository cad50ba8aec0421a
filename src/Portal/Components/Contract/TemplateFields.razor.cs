using EhrAdapters.Mapping;
using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Stages.MapFields;
using Onboarding.Stages.MapFields.Templates;
using Portal.Components.Pages;

namespace Portal.Components.Contract;

/// <summary>What a template maps, field by field; a change is a new version with its reason.</summary>
public sealed partial class TemplateFields
{
    private readonly Dictionary<string, ElementReference> _openers = [];
    private string? _editing;
    private string _expression = "", _reason = "", _codes = "";
    private Refusal? _wrong;

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

    private bool HasCodes(FieldMapping mapping) => mapping.CodeMap.Count > 0 || (Contract.Find(mapping.FieldId) is { } field && MappingSession.HasCodes(field));

    private void Edit(FieldMapping mapping)
    {
        (_editing, _expression, _reason) = _editing == mapping.FieldId ? (null, "", "") : (mapping.FieldId, mapping.Expression, "");
        (_codes, _wrong) = (TemplateCodes.Write(mapping.CodeMap), null);
    }

    private async Task CloseAsync(string fieldId)
    {
        _editing = null;
        await _openers[fieldId].FocusAsync();
    }

    private async Task SaveAsync(FieldMapping mapping)
    {
        var codes = TemplateCodes.Read(_codes, Contract.Find(mapping.FieldId));
        _wrong = codes.Refusal;
        if (codes.Value is not { } map)
            return;
        var kept = Template.Mapping.Fields.Where(other => other.FieldId != mapping.FieldId || !string.IsNullOrWhiteSpace(_expression))
            .Select(other => other.FieldId == mapping.FieldId ? other with { Expression = _expression.Trim(), CodeMap = map } : other);
        await OnSave.InvokeAsync(new(Template.Mapping with { Fields = [.. kept] }, _reason));
    }
}
