using Hl7.Fhir.Model;

namespace EhrAdapters.Mapping.Values;

/// <summary>The data-absent-reason extension (FHIR R4), on the element itself or on one of its parts.</summary>
internal static class AbsentReason
{
    private const string Url = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    internal static bool IsGiven(Base element) => element is Element { Extension: { Count: > 0 } extensions }
        ? extensions.Any(extension => extension.Url == Url)
        : element is Identifier { ValueElement: { } value } && IsGiven(value);
}
