namespace EhrAdapters.Mapping;

/// <summary>The fields that the product needs of every hospital.</summary>
/// <param name="Version">Grows with every change; part of the evidence's fingerprint.</param>
/// <param name="Fields">The fields in the order people read them.</param>
public sealed partial record DataContract(string Version, IReadOnlyList<ContractField> Fields)
{
    /// <summary>The field with this id, or null.</summary>
    public ContractField? Find(string id) => Fields.FirstOrDefault(field => field.Id == id);
}

/// <summary>One field of the data contract.</summary>
public sealed record ContractField
{
    /// <summary>The id in site files and answers, such as <c>birthDate</c>; custom fields begin with <c>custom.</c></summary>
    public required string Id { get; init; }

    /// <summary>What people call it, sentence case.</summary>
    public required string Label { get; init; }

    /// <summary>What the product does without it.</summary>
    public required FieldRequirement Requirement { get; init; }

    /// <summary>The shape its value must have.</summary>
    public required FieldType Type { get; init; }

    /// <summary>The codes allowed after mapping; empty where any text goes.</summary>
    public IReadOnlyList<string> AllowedCodes { get; init; } = [];
}

/// <summary>How badly a field is needed.</summary>
public enum FieldRequirement
{
    /// <summary>Says who the patient is: ten of ten, or the stage fails.</summary>
    Identity,

    /// <summary>The product cannot work without it.</summary>
    Required,

    /// <summary>Most patients should have it; a gap warns.</summary>
    Expected,

    /// <summary>Welcome; a gap is listed.</summary>
    Optional,
}

/// <summary>The shape of a normalised value.</summary>
public enum FieldType
{
    /// <summary>Free text.</summary>
    Text,

    /// <summary>A FHIR date: year, year and month, or full.</summary>
    Date,

    /// <summary>A code, mapped by a code map where the hospital uses its own.</summary>
    Code,

    /// <summary>A person's name.</summary>
    HumanName,

    /// <summary>A postal address.</summary>
    Address,

    /// <summary>True or false; a date or instant counts as true (deceased).</summary>
    Boolean,
}
