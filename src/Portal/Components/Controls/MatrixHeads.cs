using EhrAdapters.Mapping;
using Onboarding.Stages.ValidatePatients;

namespace Portal.Components.Controls;

/// <summary>Under which head a field stands in the matrix: who somebody is, the person, then each kind of record.</summary>
internal static class MatrixHeads
{
    internal static (int Place, string Head) Of(MatrixField field) => field switch
    {
        { ResourceType: ContractResources.Patient, Requirement: FieldRequirement.Identity } => (0, "Identity"),
        { ResourceType: ContractResources.Patient } => (1, "Patient"),
        _ => (2 + ContractResources.Clinical.TakeWhile(type => type != field.ResourceType).Count(), Upper(ContractResources.Word(field.ResourceType))),
    };

    private static string Upper(string word) => $"{char.ToUpperInvariant(word[0])}{word[1..]}";
}
