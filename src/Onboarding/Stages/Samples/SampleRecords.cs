using EhrAdapters.Mapping;

namespace Onboarding.Stages.Samples;

/// <summary>Which clinical records belong to a patient's sample.</summary>
internal static class SampleRecords
{
    /// <summary>The clinical resource types that the contract asks for.</summary>
    internal static IReadOnlyList<string> TypesOf(DataContract contract) => TypesOf(contract, FieldMap.Empty);

    /// <summary>The same, and those that a field of the hospital's own is read from.</summary>
    internal static IReadOnlyList<string> TypesOf(DataContract contract, FieldMap map) =>
        [.. ContractResources.Clinical.Where(type => FieldRows.Of(type, contract, map).Count > 0)];

    /// <summary>The clinical resource type that this field alone is read from.</summary>
    internal static IReadOnlyList<string> RecordTypes(this ContractField field) => field.ResourceType == ContractResources.Patient ? [] : [field.ResourceType];
}
