namespace EhrAdapters.Mapping;

/// <summary>Per site: where each field of the data contract lies, and how local codes translate. Immutable; an edit makes a new one.</summary>
public sealed record FieldMap
{
    /// <summary>No field mapped yet.</summary>
    public static readonly FieldMap Empty = new();

    /// <summary>The mapped fields.</summary>
    public IReadOnlyList<FieldMapping> Fields { get; init; } = [];

    /// <summary>Fields of this hospital only, beyond the data contract; their ids begin with <c>custom.</c></summary>
    public IReadOnlyList<ContractField> CustomFields { get; init; } = [];

    /// <summary>The mapping of a field, or null.</summary>
    public FieldMapping? Find(string fieldId) => Fields.FirstOrDefault(mapping => mapping.FieldId == fieldId);
}

/// <summary>Where one field comes from.</summary>
public sealed record FieldMapping
{
    /// <summary>The contract field's id.</summary>
    public required string FieldId { get; init; }

    /// <summary>A FHIRPath expression over one resource of the field's type; the first non-empty result counts (FHIRPath N1).</summary>
    public required string Expression { get; init; }

    /// <summary>Local code to our code; empty where codes are standard already. An unlisted code is an error only where codes are restricted.</summary>
    public IReadOnlyDictionary<string, string> CodeMap { get; init; } = new Dictionary<string, string>();
}
