namespace EhrAdapters.Mapping;

public sealed partial record DataContract
{
    private const string Fhir = "http://hl7.org/fhir/";
    private const string Terminology = "http://terminology.hl7.org/CodeSystem/";

    // "Health concern" is US Core's own.
    private const string UsCoreCategory = "http://hl7.org/fhir/us/core/CodeSystem/condition-category";

    private static readonly Plausibility Happened = new() { Dates = DateSide.Past, EarliestYear = 1900 };

    private static IReadOnlyList<ContractField> Encounter { get; } =
    [
        Coded("Encounter", "status", "Encounter status", FieldRequirement.Required, Fhir + "encounter-status",
            "planned", "arrived", "triaged", "in-progress", "onleave", "finished", "cancelled", "entered-in-error", "unknown"),
        Coded("Encounter", "class", "Encounter class", FieldRequirement.Required, StandardCodeSystems.ActCode, [.. CodeWords.EncounterClass.Codes]),
        // An appointment is an encounter too, and lies ahead.
        Of("Encounter", "start", "Encounter start", FieldRequirement.Required, FieldType.DateTime) with { Plausibility = new() { EarliestYear = 1900 } },
        Of("Encounter", "end", "Encounter end", FieldRequirement.Expected, FieldType.DateTime) with { Plausibility = new() { EarliestYear = 1900, NotBefore = "encounter.start" } },
        Of("Encounter", "type", "Encounter type", FieldRequirement.Optional, FieldType.Text) with { Plausibility = Worded },
        Of("Encounter", "dischargeDisposition", "Discharge disposition", FieldRequirement.Optional, FieldType.Code),
    ];

    private static IReadOnlyList<ContractField> Condition { get; } =
    [
        Coded("Condition", "code", "Condition", FieldRequirement.Required, StandardCodeSystems.SnomedCt) with { OtherCodeSystems = [StandardCodeSystems.Icd10Cm] },
        Coded("Condition", "clinicalStatus", "Condition status", FieldRequirement.Expected, Terminology + "condition-clinical",
            "active", "recurrence", "relapse", "inactive", "remission", "resolved"),
        Coded("Condition", "category", "Condition category", FieldRequirement.Expected, Terminology + "condition-category", "problem-list-item", "encounter-diagnosis", "health-concern")
            with { OtherCodeSystems = [UsCoreCategory] },
        Of("Condition", "onset", "Condition onset", FieldRequirement.Optional, FieldType.DateTime) with { Plausibility = Happened },
        Of("Condition", "recorded", "Condition recorded", FieldRequirement.Optional, FieldType.DateTime) with { Plausibility = Happened },
    ];

    private static IReadOnlyList<ContractField> Observation { get; } =
    [
        Coded("Observation", "status", "Observation status", FieldRequirement.Required, Fhir + "observation-status",
            "registered", "preliminary", "final", "amended", "corrected", "cancelled", "entered-in-error", "unknown"),
        Coded("Observation", "code", "Observation", FieldRequirement.Required, StandardCodeSystems.Loinc),
        Of("Observation", "value", "Observation value", FieldRequirement.Required, FieldType.Result) with { CodeSystem = StandardCodeSystems.Ucum, Plausibility = new() { LongestText = 4000 } },
        Of("Observation", "time", "Observation time", FieldRequirement.Expected, FieldType.DateTime) with { Plausibility = Happened },
        Of("Observation", "category", "Observation category", FieldRequirement.Optional, FieldType.Code),
    ];

    private static IReadOnlyList<ContractField> MedicationRequest { get; } =
    [
        Coded("MedicationRequest", "status", "Medication request status", FieldRequirement.Required, Fhir + "CodeSystem/medicationrequest-status",
            "active", "on-hold", "cancelled", "completed", "entered-in-error", "stopped", "draft", "unknown"),
        Coded("MedicationRequest", "medication", "Medication", FieldRequirement.Required, StandardCodeSystems.RxNorm),
        Coded("MedicationRequest", "intent", "Medication request intent", FieldRequirement.Expected, Fhir + "CodeSystem/medicationrequest-intent",
            "proposal", "plan", "order", "original-order", "reflex-order", "filler-order", "instance-order", "option"),
        Of("MedicationRequest", "authoredOn", "Medication requested on", FieldRequirement.Expected, FieldType.DateTime) with { Plausibility = Happened },
        Of("MedicationRequest", "dosage", "Dosage", FieldRequirement.Optional, FieldType.Text) with { Plausibility = Worded },
    ];

    private static IReadOnlyList<ContractField> AllergyIntolerance { get; } =
    [
        // Drugs are named in RxNorm, foods and the rest in SNOMED CT.
        Coded("AllergyIntolerance", "code", "Allergy", FieldRequirement.Required, StandardCodeSystems.RxNorm) with { OtherCodeSystems = [StandardCodeSystems.SnomedCt] },
        Coded("AllergyIntolerance", "clinicalStatus", "Allergy status", FieldRequirement.Expected, Terminology + "allergyintolerance-clinical", "active", "inactive", "resolved"),
        Coded("AllergyIntolerance", "criticality", "Allergy criticality", FieldRequirement.Optional, Fhir + "allergy-intolerance-criticality", "low", "high", "unable-to-assess"),
        Of("AllergyIntolerance", "reaction", "Allergic reaction", FieldRequirement.Optional, FieldType.Text) with { Plausibility = Worded },
        Of("AllergyIntolerance", "recorded", "Allergy recorded", FieldRequirement.Optional, FieldType.DateTime) with { Plausibility = Happened },
    ];

    private static Plausibility Worded => new() { LongestText = 4000 };

    private static ContractField Coded(string resource, string name, string label, FieldRequirement requirement, string system, params string[] allowed) =>
        Of(resource, name, label, requirement, FieldType.Code) with { CodeSystem = system, AllowedCodes = allowed };

    private static ContractField Of(string resource, string name, string label, FieldRequirement requirement, FieldType type) => new()
    {
        Id = ContractResources.IdOf(resource, name), Label = label, ResourceType = resource, Requirement = requirement, Type = type,
    };
}
