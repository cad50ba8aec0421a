namespace EhrAdapters.Mapping.Suggestions;

/// <summary>Where FHIR R4 keeps the clinical fields. They are elements of the resource itself: there is nowhere else to look, only more than one form.</summary>
internal static class ClinicalPlaces
{
    private const string Coded = "medication.ofType(CodeableConcept)";

    internal static readonly IReadOnlyDictionary<string, string[]> All = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["encounter.status"] = ["status"],
        ["encounter.class"] = ["class"],
        ["encounter.start"] = ["period.start"],
        ["encounter.end"] = ["period.end"],
        ["encounter.type"] = ["type"],
        ["encounter.dischargeDisposition"] = ["hospitalization.dischargeDisposition"],
        ["condition.code"] = ["code"],
        ["condition.clinicalStatus"] = ["clinicalStatus"],
        ["condition.category"] = ["category"],
        ["condition.onset"] = ["iif(onset.ofType(dateTime).exists(), onset.ofType(dateTime), onset.ofType(Period))"],
        ["condition.recorded"] = ["recordedDate"],
        ["observation.status"] = ["status"],
        ["observation.code"] = ["code"],
        // A panel such as blood pressure has its numbers in components.
        ["observation.value"] = ["iif(value.exists(), value, component.value)"],
        ["observation.time"] = ["iif(effective.exists(), effective, issued)"],
        ["observation.category"] = ["category"],
        ["medicationRequest.status"] = ["status"],
        ["medicationRequest.medication"] = [$"iif({Coded}.exists(), {Coded}, contained.ofType(Medication).code)"],
        ["medicationRequest.intent"] = ["intent"],
        ["medicationRequest.authoredOn"] = ["authoredOn"],
        ["medicationRequest.dosage"] = ["dosageInstruction.text"],
        ["allergyIntolerance.code"] = ["code"],
        ["allergyIntolerance.clinicalStatus"] = ["clinicalStatus"],
        ["allergyIntolerance.criticality"] = ["criticality"],
        ["allergyIntolerance.reaction"] = ["reaction.manifestation"],
        ["allergyIntolerance.recorded"] = ["recordedDate"],
    };
}
