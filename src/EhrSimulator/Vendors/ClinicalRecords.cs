using System.Text.Json.Nodes;
using EhrSimulator.Hospitals;
using EhrSimulator.Patients;
using EhrSimulator.Traffic;

namespace EhrSimulator.Vendors;

/// <summary>A few clinical resources a patient, made when asked for and always the same.</summary>
internal static class ClinicalRecords
{
    private const int PerType = 2;

    private static readonly Coded[] Problems = [new("38341003", "Hypertensive disorder"), new("44054006", "Diabetes mellitus type 2"), new("195967001", "Asthma")];
    private static readonly Coded[] Allergens = [new("7980", "penicillin G"), new("1191", "aspirin"), new("2670", "codeine")];
    private static readonly Coded[] Medications = [new("197361", "amlodipine 5 MG Oral Tablet"), new("860975", "metformin 500 MG Oral Tablet")];
    private static readonly Coded[] Vitals = [new("8867-4", "Heart rate"), new("9279-1", "Respiratory rate")];

    public static IEnumerable<Hit> Search(Hospital hospital, string type, Query query)
    {
        if (query["_id"] is { } id) return Find(hospital, type, id) is { } one ? [one] : [];
        var patient = (query["patient"] ?? query["subject"] ?? "").Replace("Patient/", "", StringComparison.Ordinal);
        return hospital.Patients.Find(patient) is { Merged: false } record
            ? Enumerable.Range(1, PerType).Select(n => Build(type, record, n))
            : [];
    }

    public static Hit? Find(Hospital hospital, string type, string id)
    {
        var cut = id.LastIndexOf(".c", StringComparison.Ordinal);
        return cut > 0 && int.TryParse(id[(cut + 2)..], out var n) && n is >= 1 and <= PerType && hospital.Patients.Find(id[..cut]) is { Merged: false } record
            ? Build(type, record, n)
            : null;
    }

    private static Hit Build(string type, PatientRecord record, int n)
    {
        var id = $"{record.Id}.c{n}";
        var random = new SeededRandom($"{type}/{id}");
        var day = $"2025-0{random.Between(1, 9)}-1{random.Between(0, 9)}";
        var resource = new JsonObject { ["resourceType"] = type, ["id"] = id };
        Fill(resource, type, Reference(record), day, random);
        return new(type, id, resource.Bytes());
    }

    private static void Fill(JsonObject to, string type, JsonObject patient, string day, SeededRandom random)
    {
        switch (type)
        {
            case "Condition":
                to["clinicalStatus"] = Concept("http://terminology.hl7.org/CodeSystem/condition-clinical", new("active", "Active"));
                to["category"] = Json.List(Concept("http://terminology.hl7.org/CodeSystem/condition-category", new("problem-list-item", "Problem List Item")));
                to["code"] = Concept("http://snomed.info/sct", random.Pick(Problems));
                to["subject"] = patient;
                to["onsetDateTime"] = day;
                break;
            case "AllergyIntolerance":
                to["clinicalStatus"] = Concept("http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical", new("active", "Active"));
                to["code"] = Concept("http://www.nlm.nih.gov/research/umls/rxnorm", random.Pick(Allergens));
                to["patient"] = patient;
                break;
            case "MedicationRequest":
                to["status"] = "active";
                to["intent"] = "order";
                to["medicationCodeableConcept"] = Concept("http://www.nlm.nih.gov/research/umls/rxnorm", random.Pick(Medications));
                to["subject"] = patient;
                to["authoredOn"] = day;
                break;
            case "Observation":
                to["status"] = "final";
                to["category"] = Json.List(Concept("http://terminology.hl7.org/CodeSystem/observation-category", new("vital-signs", "Vital Signs")));
                to["code"] = Concept("http://loinc.org", random.Pick(Vitals));
                to["subject"] = patient;
                to["effectiveDateTime"] = day;
                to["valueQuantity"] = new JsonObject
                {
                    ["value"] = random.Between(12, 88), ["unit"] = "/min", ["system"] = "http://unitsofmeasure.org", ["code"] = "/min",
                };
                break;
            default:
                to["status"] = "finished";
                to["class"] = Json.Coding("http://terminology.hl7.org/CodeSystem/v3-ActCode", "AMB", "ambulatory");
                to["subject"] = patient;
                to["period"] = new JsonObject { ["start"] = day, ["end"] = day };
                break;
        }
    }

    private static JsonObject Reference(PatientRecord record) => new()
    {
        ["reference"] = $"Patient/{record.Id}", ["display"] = $"{record.Person.Family}, {record.Person.Given}",
    };

    private static JsonObject Concept(string system, Coded code) => Json.Concept(code.Display, Json.Coding(system, code.Code, code.Display));
}
