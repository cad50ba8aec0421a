namespace EhrAdapters.Mapping.Values;

/// <summary>What reading the selected elements as one field's type came to. Patient data: in memory only.</summary>
internal sealed record Reading(FieldOutcome Outcome, object? Value = null, string? Source = null, string? Reason = null, bool Implausible = false)
{
    internal static readonly Reading Absent = new(FieldOutcome.Absent, Reason: "The patient has no value here.");

    internal static readonly Reading Explained = new(FieldOutcome.Explained, Reason: "The hospital says why there is no value.");

    internal static Reading Populated(object value, string? source = null) =>
        new(FieldOutcome.Populated, value, source == value as string ? null : source);

    internal static Reading Invalid(string reason) => new(FieldOutcome.Invalid, Reason: reason);

    internal static Reading Unbelieved(string reason) => new(FieldOutcome.Invalid, Reason: reason, Implausible: true);

    /// <inheritdoc/>
    public override string ToString() => Outcome.ToString();
}
