using System.Text.Json.Nodes;
using EhrSimulator.Patients;

namespace EhrSimulator.Vendors.Clinical;

/// <summary>Fills one clinical resource with what FHIR R4 and US Core expect in it.</summary>
internal static class ChartWriter
{
    private const string Terminology = "http://terminology.hl7.org/CodeSystem/";
    private const string RxNorm = "http://www.nlm.nih.gov/research/umls/rxnorm";

    public static JsonObject Write(JsonObject to, string type, Chart chart)
    {
        switch (type)
        {
            case "Encounter": WriteEncounter(to, chart); break;
            case "Condition": WriteCondition(to, chart); break;
            case "Observation": WriteObservation(to, chart); break;
            case "MedicationRequest": WriteMedicationRequest(to, chart); break;
            default: WriteAllergy(to, chart); break;
        }

        return to;
    }

    private static void WriteEncounter(JsonObject to, Chart chart)
    {
        var kind = ClinicalPools.Visits[(chart.Person.Index + chart.Number) % ClinicalPools.Visits.Length];
        to["identifier"] = Json.List(new JsonObject { ["use"] = "official", ["system"] = $"https://{chart.Profile.Slug}.example/visit-number", ["value"] = $"V{chart.Person.RecordNumber}{chart.Number:00}" });
        to["status"] = "finished";
        to["class"] = LocalClinicalCodes.Class(chart.Profile, kind.Class);
        to["type"] = Json.List(Concept(ClinicalPools.Snomed, kind.Type));
        to["subject"] = chart.Patient();
        to["participant"] = Json.List(new JsonObject { ["individual"] = chart.Clinician() });
        to["period"] = new JsonObject { ["start"] = Chart.Instant(chart.Began), ["end"] = Chart.Instant(chart.Began + kind.Lasts) };
        to["reasonCode"] = Json.List(Concept(ClinicalPools.Snomed, chart.Random.Pick(ClinicalPools.Problems)));
    }

    private static void WriteCondition(JsonObject to, Chart chart)
    {
        var problem = ClinicalPools.Problems[(chart.Person.Index + 2 * chart.Number) % ClinicalPools.Problems.Length];
        to["clinicalStatus"] = Concept(Terminology + "condition-clinical", new("active", "Active"));
        to["verificationStatus"] = Concept(Terminology + "condition-ver-status", new("confirmed", "Confirmed"));
        to["category"] = Json.List(Concept(Terminology + "condition-category", new("problem-list-item", "Problem List Item")));
        to["code"] = LocalClinicalCodes.Problem(chart.Profile, problem);
        to["subject"] = chart.Patient();
        to["encounter"] = chart.Visit();
        to["onsetDateTime"] = Chart.Day(chart.Began);
        to["recordedDate"] = Chart.Day(chart.Began);
        to["recorder"] = chart.Clinician();
    }

    private static void WriteObservation(JsonObject to, Chart chart)
    {
        var vital = Vitals.Take(chart);
        to["status"] = "final";
        to["category"] = Json.List(Concept(Terminology + "observation-category", new("vital-signs", "Vital Signs")));
        to["code"] = Concept("http://loinc.org", vital.Code);
        to["subject"] = chart.Patient();
        to["encounter"] = chart.Visit();
        to["effectiveDateTime"] = Chart.Instant(chart.Began);
        to["performer"] = Json.List(chart.Clinician());
        to["valueQuantity"] = new JsonObject { ["value"] = vital.Value, ["unit"] = vital.Unit, ["system"] = Vitals.Ucum, ["code"] = vital.Unit };
    }

    private static void WriteMedicationRequest(JsonObject to, Chart chart)
    {
        to["status"] = "active";
        to["intent"] = "order";
        to["medicationCodeableConcept"] = Concept(RxNorm, ClinicalPools.Medications[(chart.Person.Index + chart.Number) % ClinicalPools.Medications.Length]);
        to["subject"] = chart.Patient();
        to["encounter"] = chart.Visit();
        to["authoredOn"] = Chart.Instant(chart.Began);
        to["requester"] = chart.Clinician();
        to["dosageInstruction"] = Json.List(new JsonObject { ["text"] = chart.Random.Pick(ClinicalPools.Dosages) });
    }

    private static void WriteAllergy(JsonObject to, Chart chart)
    {
        to["clinicalStatus"] = Concept(Terminology + "allergyintolerance-clinical", new("active", "Active"));
        to["verificationStatus"] = Concept(Terminology + "allergyintolerance-verification", new("confirmed", "Confirmed"));
        to["category"] = Json.Texts(["medication"]);
        to["criticality"] = chart.Random.Percent(30) ? "high" : "low";
        to["code"] = Concept(RxNorm, ClinicalPools.Allergens[(chart.Person.Index + chart.Number) % ClinicalPools.Allergens.Length]);
        to["patient"] = chart.Patient();
        to["recordedDate"] = Chart.Day(chart.Began);
        to["recorder"] = chart.Clinician();
        to["reaction"] = Json.List(new JsonObject { ["manifestation"] = Json.List(Concept(ClinicalPools.Snomed, chart.Random.Pick(ClinicalPools.Reactions))) });
    }

    private static JsonObject Concept(string system, Coded code) => Json.Concept(code.Display, Json.Coding(system, code.Code, code.Display));
}
