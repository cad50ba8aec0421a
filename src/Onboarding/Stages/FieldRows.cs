using System.Text.Json;
using EhrAdapters.Mapping;

namespace Onboarding.Stages;

/// <summary>What the rows of every field have in common, in mapping and in validation.</summary>
internal static class FieldRows
{
    /// <summary>The code of a field's row, such as <c>MAP-BIRTH-DATE</c>.</summary>
    internal static string Code(string prefix, string fieldId) =>
        $"{prefix}-{JsonNamingPolicy.KebabCaseUpper.ConvertName(fieldId.Replace('.', '-'))}";

    /// <summary>The contract's fields and the hospital's own, in the order people read them.</summary>
    internal static IReadOnlyList<ContractField> All(DataContract contract, FieldMap map) => [.. contract.Fields, .. map.CustomFields];

    /// <summary>The contract's fields and the hospital's own that resources of this type hold.</summary>
    internal static IReadOnlyList<ContractField> Of(string resourceType, DataContract contract, FieldMap map) =>
        [.. All(contract, map).Where(field => field.ResourceType == resourceType)];

    /// <summary>True where the stage fails without the field.</summary>
    internal static bool IsNeeded(this ContractField field) => field.Requirement is FieldRequirement.Identity or FieldRequirement.Required;

    internal static string Patients(int count) => count == 1 ? "1 patient" : $"{count} patients";
}
