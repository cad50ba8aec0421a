using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Onboarding.Stages.MapFields;
using Onboarding.Stages.MapFields.OpenPoints;
using Onboarding.Stages.MapFields.Survey;
using Onboarding.Stages.MapFields.Templates;

namespace Portal.Components.Stages.MapFields;

/// <summary>How a field of the list stands: the sign and a few words.</summary>
public sealed record FieldStand(CheckState State, string Word);

/// <summary>The mapping while somebody works on it: every change can be undone, every field is tried on the sample patients at once.</summary>
public sealed class MappingStudio(MappingSession session, PartForm<FieldMap> form)
{
    private readonly Stack<(FieldMap Map, string Done)> _before = new();
    private (FieldMap Map, SiteTemplate Template, IReadOnlyList<OpenPoint> Points)? _open;
    private readonly Dictionary<string, (FieldMapping Mapping, FieldPreview Preview, IReadOnlyList<LocalCode> Codes)> _tried = [];

    public MappingSession Session => session;

    public PartForm<FieldMap> Form => form;

    public FieldMap Map => form.Now;

    public bool CanUndo => _before.Count > 0;

    public IReadOnlyList<ContractField> Fields => [.. session.Contract.Fields, .. Map.CustomFields];

    /// <summary>How many sure suggestions wait for fields without a place.</summary>
    public int SureWaiting => session.AcceptSure(Map).Fields.Count - Map.Fields.Count;

    public int Mapped => Fields.Count(one => Mapping(one.Id) is not null);

    public FieldMapping? Mapping(string fieldId) =>
        Map.Find(fieldId) is { } mapping && !string.IsNullOrWhiteSpace(mapping.Expression) ? mapping : null;

    public MappingSuggestion? Suggestion(string fieldId) => session.Suggestions.FirstOrDefault(suggestion => suggestion.FieldId == fieldId);

    public FieldPreview Preview(ContractField field) => Try(field).Preview;

    public IReadOnlyList<LocalCode> Codes(ContractField field) => Try(field).Codes;

    /// <summary>Conflicts, what is never filled and what is not mapped, with the edits made here.</summary>
    public IReadOnlyList<OpenPoint> OpenPoints(SiteTemplate template)
    {
        if (_open is not { } known || !ReferenceEquals(known.Map, Map) || known.Template != template)
            _open = known = (Map, template, OpenPointFinder.Of(session, Map, template));
        return known.Points;
    }

    public FieldStand Stand(ContractField field)
    {
        if (Mapping(field.Id) is null)
            return new(Missing(field), "Not mapped");
        var preview = Preview(field);
        if (preview.Problem is not null)
            return new(CheckState.Failed, "Not valid FHIRPath");
        if (preview.Rows.Count == 0)
            return new(CheckState.CouldNotAssess, "Not tried");
        var open = Codes(field).Count(code => code.MapsTo is null);
        if (open > 0)
            return new(CheckState.Warning, open == 1 ? "1 code open" : $"{open} codes open");
        var judged = preview.Rows.Count(row => row.State is not CheckState.NotApplicable);
        if (judged == 0)
            return new(CheckState.CouldNotAssess, $"No {ContractResources.Word(field.ResourceType)} read");
        var passed = preview.Rows.Count(row => row.State is CheckState.Passed);
        return passed == 0 ? new(Missing(field), "No sample has it") : new(CheckState.Passed, $"{passed} of {judged} samples");
    }

    /// <summary>The field is not as it was saved.</summary>
    public bool Edited(string fieldId) =>
        Map.Find(fieldId) is var now && form.Opened.Find(fieldId) is var saved && !ReferenceEquals(now, saved) && Onboarding.Json.Write(now) != Onboarding.Json.Write(saved);

    /// <summary>Why it is saved, as far as what was done here tells.</summary>
    public string Reason => EditWords.Reason([.. _before.Reverse().Select(step => step.Done)], form.Opened, Map, session.Contract);

    public void AcceptSure() => Apply(session.AcceptSure(Map), EditWords.Suggested);

    /// <summary>The suggested place is in use and every code that was told has an entry; which one a person chose is theirs.</summary>
    public bool Holds(MappingSuggestion suggestion) => SamePlace(suggestion) is { } mapping && suggestion.CodeMap.Keys.All(mapping.CodeMap.ContainsKey);

    /// <summary>Takes the place and the codes told from their displays; at the place that is in use already, entries that stand are kept.</summary>
    public void Accept(MappingSuggestion suggestion)
    {
        var codes = new Dictionary<string, string>(suggestion.CodeMap);
        foreach (var (code, ours) in SamePlace(suggestion)?.CodeMap ?? new Dictionary<string, string>())
            codes[code] = ours;
        Put(new() { FieldId = suggestion.FieldId, Expression = suggestion.Expression, CodeMap = codes }, EditWords.Suggested);
    }

    public void SetExpression(string fieldId, string expression, string? done = null)
    {
        done ??= $"{Label(fieldId)} edited";
        if ((Map.Find(fieldId)?.Expression ?? "") == expression)
            return;
        if (string.IsNullOrWhiteSpace(expression))
            Apply(Map with { Fields = [.. Map.Fields.Where(mapping => mapping.FieldId != fieldId)] }, done);
        else
            Put((Map.Find(fieldId) ?? new() { FieldId = fieldId, Expression = "" }) with { Expression = expression }, done);
    }

    /// <summary>A place that was chosen from a list: where it is the suggested one, the codes told from their displays come with it.</summary>
    public void Pick(string fieldId, string expression)
    {
        if (Suggestion(fieldId) is { } known && PlaceWords.IsSame(known.Expression, expression))
            Accept(known);
        else
            SetExpression(fieldId, expression);
    }

    /// <summary>Another site's mapping in place of this one.</summary>
    public void CopyFrom(string site, FieldMap mapping) => Apply(mapping, $"Copied from {site}");

    /// <summary>Places and code maps of the company's template in place of these fields' own.</summary>
    public void Take(IReadOnlyList<FieldMapping> mappings) => Apply(Map with
    {
        Fields = [.. Map.Fields.Where(field => !mappings.Any(taken => taken.FieldId == field.FieldId)), .. mappings],
    }, EditWords.Template);

    /// <summary>A field's code map out of a table.</summary>
    public void SetCodes(string fieldId, IReadOnlyDictionary<string, string> codes)
    {
        if (Map.Find(fieldId) is { } mapping)
            Put(mapping with { CodeMap = codes }, $"Code table of {Label(fieldId)} imported");
    }

    /// <summary>Translates one local code; null takes the entry away.</summary>
    public void MapCode(string fieldId, string code, string? ours)
    {
        if (Map.Find(fieldId) is not { } mapping)
            return;
        var codes = new Dictionary<string, string>(mapping.CodeMap);
        codes.Remove(code);
        if (ours is not null)
            codes[code] = ours;
        Put(mapping with { CodeMap = codes }, $"Codes of {Label(fieldId)} edited");
    }

    public string AddCustom(string label, string expression, FieldRequirement requirement)
    {
        var id = FreeId(label);
        Apply(Map with
        {
            CustomFields = [.. Map.CustomFields, new() { Id = id, Label = label.Trim(), Requirement = requirement, Type = FieldType.Text }],
            Fields = [.. Map.Fields, new() { FieldId = id, Expression = expression.Trim() }],
        }, $"{label.Trim()} added");
        return id;
    }

    public void RemoveCustom(string fieldId) => Apply(Map with
    {
        CustomFields = [.. Map.CustomFields.Where(field => field.Id != fieldId)],
        Fields = [.. Map.Fields.Where(mapping => mapping.FieldId != fieldId)],
    }, $"{Label(fieldId)} removed");

    public void Undo() => form.Now = _before.Pop().Map;

    private void Put(FieldMapping mapping, string done) => Apply(Map with
    {
        Fields = Map.Find(mapping.FieldId) is null
            ? [.. Map.Fields, mapping]
            : [.. Map.Fields.Select(other => other.FieldId == mapping.FieldId ? mapping : other)],
    }, done);

    private FieldMapping? SamePlace(MappingSuggestion suggestion) =>
        Map.Find(suggestion.FieldId) is { } mapping && PlaceWords.IsSame(mapping.Expression, suggestion.Expression) ? mapping : null;

    private string Label(string fieldId) => Fields.FirstOrDefault(field => field.Id == fieldId)?.Label ?? fieldId;

    private void Apply(FieldMap next, string done)
    {
        _before.Push((Map, done));
        form.Now = next;
    }

    private (FieldMapping Mapping, FieldPreview Preview, IReadOnlyList<LocalCode> Codes) Try(ContractField field)
    {
        var mapping = Mapping(field.Id) ?? new() { FieldId = field.Id, Expression = "" };
        if (_tried.TryGetValue(field.Id, out var before) && ReferenceEquals(before.Mapping, mapping))
            return before;
        return _tried[field.Id] = (mapping, session.Preview(field, mapping), mapping.Expression.Length == 0 ? [] : session.LocalCodes(field, mapping));
    }

    private string FreeId(string label)
    {
        var stem = $"{ContractFields.CustomPrefix}{Onboarding.Sites.Slug.From(label)}";
        return Enumerable.Range(1, int.MaxValue).Select(number => number == 1 ? stem : $"{stem}-{number}").First(id => Map.CustomFields.All(field => field.Id != id));
    }

    private static CheckState Missing(ContractField field) => field.Requirement switch
    {
        FieldRequirement.Identity or FieldRequirement.Required => CheckState.Failed,
        FieldRequirement.Expected => CheckState.Warning,
        FieldRequirement.Optional => CheckState.NotApplicable,
    };
}
