namespace EhrAdapters.Mapping;

/// <summary>A patient or a clinical resource as the product sees it, whatever the EHR. Patient data: in memory only.</summary>
/// <param name="Fields">One entry per field of the contract and per custom field, in contract order.</param>
public sealed record NormalisedRecord(IReadOnlyList<NormalisedField> Fields)
{
    /// <summary>The field with this id, or null.</summary>
    public NormalisedField? Find(string fieldId) => Fields.FirstOrDefault(field => field.FieldId == fieldId);

    /// <inheritdoc/>
    public override string ToString() => "(normalised record)";
}

/// <summary>One normalised field of one patient.</summary>
public sealed record NormalisedField
{
    /// <summary>The contract field's id.</summary>
    public required string FieldId { get; init; }

    /// <summary>What became of it.</summary>
    public required FieldOutcome Outcome { get; init; }

    /// <summary>The value: <see cref="string"/>, <see cref="bool"/>, <see cref="PersonName"/>, <see cref="PostalAddress"/> or <see cref="MeasuredQuantity"/>; null unless the outcome is populated.</summary>
    public object? Value { get; init; }

    /// <summary>The value as the hospital wrote it where a code map or clean-up changed it.</summary>
    public string? Source { get; init; }

    /// <summary>Why the outcome is not populated, in plain words without the value.</summary>
    public string? Reason { get; init; }

    /// <summary>True where the value has the right shape and breaks the field's plausibility rule; the outcome is then invalid.</summary>
    public bool Implausible { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{FieldId}: {Outcome}";
}

/// <summary>What became of one field of one patient.</summary>
public enum FieldOutcome
{
    /// <summary>A value of the right shape.</summary>
    Populated,

    /// <summary>The patient has none.</summary>
    Absent,

    /// <summary>The hospital says why there is none (data-absent-reason); never counts as populated.</summary>
    Explained,

    /// <summary>A local code without an entry in the code map.</summary>
    UnmappedCode,

    /// <summary>A value of the wrong shape or an implausible one.</summary>
    Invalid,

    /// <summary>No expression is given for the field.</summary>
    NotMapped,
}

/// <summary>A person's name, normalised.</summary>
public sealed record PersonName(string? Family, IReadOnlyList<string> Given, string? Text);

/// <summary>A postal address, normalised.</summary>
public sealed record PostalAddress(IReadOnlyList<string> Lines, string? City, string? State, string? PostalCode, string? Country);

/// <summary>A number with its unit, normalised.</summary>
/// <param name="Number">The number as the hospital sent it.</param>
/// <param name="Unit">The unit's code, in the code system that the field names.</param>
public sealed record MeasuredQuantity(decimal Number, string Unit)
{
    /// <inheritdoc/>
    public override string ToString() => "(quantity)";
}
