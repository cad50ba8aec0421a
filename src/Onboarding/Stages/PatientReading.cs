using EhrAdapters.Mapping;
using Onboarding.Stages.Samples;

namespace Onboarding.Stages;

/// <summary>What one patient gives for a field: the patient's own value, or one value for each record of the field's type. In memory only.</summary>
internal sealed record PatientReading(IReadOnlyList<NormalisedField> Records)
{
    internal static PatientReading Of(IFieldMapper mapper, Sample sample, ContractField field, FieldMapping? mapping) =>
        new([.. sample.Of(field.ResourceType).Select(record => FieldReading.Read(mapper, record, field, mapping))]);

    /// <summary>False where the patient has no record of the type: then the field says nothing about this patient.</summary>
    internal bool Applies => Records.Count > 0;

    internal int Populated => Records.Count(record => record.Outcome is FieldOutcome.Populated);

    /// <summary>The first record that does not give the value; the first of all where every one does.</summary>
    internal NormalisedField? Weakest => Records.FirstOrDefault(record => record.Outcome is not FieldOutcome.Populated) ?? (Records.Count > 0 ? Records[0] : null);

    /// <summary>Why the patient does not count as having it, for one record or for some of several.</summary>
    internal string? Reason(ContractField field) => (Weakest, Records.Count) switch
    {
        (null, _) => $"No {ContractResources.Word(field.ResourceType)} of this patient was read.",
        ({ Outcome: FieldOutcome.Populated }, _) => null,
        ({ Reason: var reason }, > 1) => $"{Records.Count - Populated} of {ContractResources.Count(Records.Count, field.ResourceType)}: {reason}",
        ({ Reason: var reason }, _) => reason,
    };

    public override string ToString() => $"({Populated} of {Records.Count})";
}
