using EhrAdapters.Mapping;
using Hl7.Fhir.Model;

namespace Onboarding.Tests.Support;

/// <summary>Invented clinical records: complete, valid and different for each patient.</summary>
internal static class Charts
{
    internal const string Clinician = "Practitioner/dr-1";

    private const string Terminology = "http://terminology.hl7.org/CodeSystem/";

    /// <summary>The charts of patients 1 to <paramref name="count"/>, and the clinician that they refer to.</summary>
    internal static List<Resource> Of(int count = 10) => [new Practitioner { Id = "dr-1", Active = true }, .. Samples.Numbers(count).SelectMany(Chart)];

    /// <summary>The records of one type that a patient has.</summary>
    internal static IEnumerable<T> Chart<T>(this IEnumerable<Resource> records, int patient)
        where T : Resource => records.OfType<T>().Where(record => record.Id?.StartsWith($"p-{patient}-", StringComparison.Ordinal) is true);

    private static IEnumerable<Resource> Chart(int patient)
    {
        var day = $"2025-0{1 + (patient % 9)}-1{patient % 10}";
        yield return Visit(patient, 1, day);
        yield return Visit(patient, 2, day);
        yield return new Condition
        {
            Id = $"p-{patient}-c1", Subject = Person(patient), Encounter = new($"Encounter/p-{patient}-e1"), Recorder = new(Clinician),
            ClinicalStatus = new(Terminology + "condition-clinical", "active"), Category = [new(Terminology + "condition-category", "problem-list-item")],
            Code = new(StandardCodeSystems.SnomedCt, "38341003", "Hypertensive disorder"), Onset = new FhirDateTime(day), RecordedDate = day,
        };
        yield return Vital(patient, 1, "8867-4", 60 + patient, "/min", day);
        yield return Vital(patient, 2, "29463-7", 50 + patient, "kg", day);
        yield return new MedicationRequest
        {
            Id = $"p-{patient}-m1", Subject = Person(patient), Requester = new(Clinician), Status = MedicationRequest.MedicationrequestStatus.Active,
            Intent = MedicationRequest.MedicationRequestIntent.Order, Medication = new CodeableConcept(StandardCodeSystems.RxNorm, "197361"), AuthoredOn = day,
            DosageInstruction = [new() { Text = "One in the morning" }],
        };
        yield return new AllergyIntolerance
        {
            Id = $"p-{patient}-a1", Patient = Person(patient), ClinicalStatus = new(Terminology + "allergyintolerance-clinical", "active"),
            Code = new(StandardCodeSystems.RxNorm, "7980"), Criticality = AllergyIntolerance.AllergyIntoleranceCriticality.Low, RecordedDate = day,
            Reaction = [new() { Manifestation = [new(StandardCodeSystems.SnomedCt, "247472004", "Wheal")] }],
        };
    }

    private static Encounter Visit(int patient, int number, string day) => new()
    {
        Id = $"p-{patient}-e{number}", Status = Encounter.EncounterStatus.Finished, Class = new(StandardCodeSystems.ActCode, "AMB"), Subject = Person(patient),
        Participant = [new() { Individual = new(Clinician) }], Period = new() { Start = $"{day}T08:00:00-06:00", End = $"{day}T09:00:00-06:00" },
        Type = [new(StandardCodeSystems.SnomedCt, "185349003", "Encounter for check up")],
        Hospitalization = new() { DischargeDisposition = new(Terminology + "discharge-disposition", "home") },
    };

    private static Observation Vital(int patient, int number, string code, decimal value, string unit, string day) => new()
    {
        Id = $"p-{patient}-o{number}", Status = ObservationStatus.Final, Category = [new(Terminology + "observation-category", "vital-signs")],
        Code = new(StandardCodeSystems.Loinc, code), Subject = Person(patient), Encounter = new($"Encounter/p-{patient}-e1"), Performer = [new(Clinician)],
        Effective = new FhirDateTime(day), Value = new Quantity(value, unit, StandardCodeSystems.Ucum),
    };

    private static ResourceReference Person(int patient) => new($"Patient/p-{patient}");
}
