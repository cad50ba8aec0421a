using Hl7.Fhir.Model;

namespace EhrAdapters.Mapping.Suggestions;

/// <summary>
/// The place of a field that a company added to its data contract, of which neither a profile nor a standard place is known: the
/// element of FHIR R4 that is called as the field is. A person has to agree.
/// </summary>
internal static class NamesakePlaces
{
    internal static IReadOnlyList<string> For(ContractField field)
    {
        var name = field.Id[(field.Id.LastIndexOf('.') + 1)..];
        return StandardPlaces.For(field.Id).Count == 0 && ModelInfo.ModelInspector.FindClassMapping(field.ResourceType)?.FindMappedElementByName(name) is not null ? [name] : [];
    }
}
