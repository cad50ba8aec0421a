using EhrAdapters.Mapping;

namespace Onboarding.Stages.MapFields.Versions;

/// <summary>In what one field differs between two mappings.</summary>
/// <param name="Before">The expression; null where the field was not mapped.</param>
/// <param name="After">The expression; null where the field is not mapped.</param>
/// <param name="Codes">Entries of the code map, by hospital code.</param>
public sealed record FieldChange(string FieldId, string Label, string? Before, string? After, IReadOnlyList<CodeChange> Codes)
{
    public bool MovesPlace => Before != After;
}

/// <param name="Before">Our code; null where there was no entry.</param>
/// <param name="After">Our code; null where there is no entry any more.</param>
public sealed record CodeChange(string Code, string? Before, string? After);

/// <summary>Two mappings, field by field.</summary>
public static class MappingDiff
{
    /// <summary>The fields that differ, in the order people read them.</summary>
    /// <param name="contract">What the fields are called; the contract that ships with null.</param>
    public static IReadOnlyList<FieldChange> Between(FieldMap before, FieldMap after, DataContract? contract = null)
    {
        var fields = FieldsOf(before, after, contract);
        return [.. fields.Select(field => Change(field, before, after)).OfType<FieldChange>()];
    }

    /// <summary>Every field of the contract and of the two mappings, each once; the later mapping says what an own field is called.</summary>
    public static IReadOnlyList<ContractField> FieldsOf(FieldMap before, FieldMap after, DataContract? contract = null)
    {
        List<ContractField> known = [.. (contract ?? DataContract.Default).Fields.Concat(after.CustomFields).Concat(before.CustomFields).DistinctBy(field => field.Id)];
        var unknown = after.Fields.Concat(before.Fields).Select(mapping => mapping.FieldId).Distinct().Where(id => known.TrueForAll(field => field.Id != id));
        return [.. known, .. unknown.Select(id => new ContractField { Id = id, Label = id, Requirement = FieldRequirement.Optional, Type = FieldType.Text })];
    }

    private static FieldChange? Change(ContractField field, FieldMap before, FieldMap after)
    {
        var (one, other) = (before.Find(field.Id), after.Find(field.Id));
        var change = new FieldChange(field.Id, field.Label, Place(one), Place(other), Codes(one, other));
        return change.MovesPlace || change.Codes.Count > 0 || Own(before, field.Id) != Own(after, field.Id) ? change : null;
    }

    private static IReadOnlyList<CodeChange> Codes(FieldMapping? before, FieldMapping? after)
    {
        IReadOnlyDictionary<string, string> none = new Dictionary<string, string>();
        var (one, other) = (before?.CodeMap ?? none, after?.CodeMap ?? none);
        return [.. one.Keys.Union(other.Keys).Order(StringComparer.Ordinal)
            .Select(code => new CodeChange(code, one.GetValueOrDefault(code), other.GetValueOrDefault(code)))
            .Where(code => code.Before != code.After)];
    }

    private static string? Place(FieldMapping? mapping) => string.IsNullOrWhiteSpace(mapping?.Expression) ? null : mapping.Expression;

    private static string? Own(FieldMap map, string id) => map.CustomFields.FirstOrDefault(field => field.Id == id) is { } own ? Json.Write(own) : null;
}
