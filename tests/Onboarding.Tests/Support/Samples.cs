using EhrAdapters;
using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Hl7.Fhir.Model;

namespace Onboarding.Tests.Support;

/// <summary>Invented settings and patients.</summary>
internal static class Samples
{
    internal const string MrnSystem = "urn:oid:2.999.7.1";

    internal static readonly Connection Connection = new()
    {
        Vendor = "fhir-r4",
        Environment = EhrEnvironment.Sandbox,
        FhirBaseUrl = new("https://ehr.mercy-west.example/fhir/r4"),
    };

    internal static readonly IReadOnlyList<TestPatient> Named = [.. Numbers(10).Select(number => new TestPatient(TestPatientKind.Mrn, Mrn(number)))];

    /// <summary>Where FHIR keeps the clinical fields.</summary>
    internal static IReadOnlyList<FieldMapping> ClinicalFields =>
    [
        .. new (string Id, string Expression)[]
        {
            ("encounter.status", "status"), ("encounter.class", "class"), ("encounter.start", "period.start"), ("encounter.end", "period.end"), ("encounter.type", "type"),
            ("encounter.dischargeDisposition", "hospitalization.dischargeDisposition"),
            ("condition.code", "code"), ("condition.clinicalStatus", "clinicalStatus"), ("condition.category", "category"), ("condition.onset", "onset"), ("condition.recorded", "recordedDate"),
            ("observation.status", "status"), ("observation.code", "code"), ("observation.value", "value"), ("observation.time", "effective"), ("observation.category", "category"),
            ("medicationRequest.status", "status"), ("medicationRequest.medication", "medication"), ("medicationRequest.intent", "intent"), ("medicationRequest.authoredOn", "authoredOn"),
            ("medicationRequest.dosage", "dosageInstruction.text"),
            ("allergyIntolerance.code", "code"), ("allergyIntolerance.clinicalStatus", "clinicalStatus"), ("allergyIntolerance.criticality", "criticality"),
            ("allergyIntolerance.reaction", "reaction.manifestation"), ("allergyIntolerance.recorded", "recordedDate"),
        }.Select(place => Field(place.Id, place.Expression)),
    ];

    internal static readonly FieldMap Map = new()
    {
        Fields =
        [
            Field("id", "id"), Field("mrn", $"identifier.where(system = '{MrnSystem}').value"), Field("name", "name"), Field("birthDate", "birthDate"),
            Field("gender", "gender"), Field("address", "address"), Field("phone", "telecom.where(system = 'phone').value"),
            Field("email", "telecom.where(system = 'email').value"), Field("language", "communication.language"), Field("deceased", "deceased"),
            .. ClinicalFields,
        ],
    };

    internal static IEnumerable<int> Numbers(int count) => Enumerable.Range(1, count);

    internal static string Mrn(int number) => $"MW{4000 + number}";

    internal static FieldMapping Field(string id, string expression) => new() { FieldId = id, Expression = expression };

    /// <summary>A complete patient; number 1 is a minor, number 2 is over 89.</summary>
    internal static Patient Patient(int number) => new()
    {
        Id = $"p-{number}",
        Identifier = [new() { System = MrnSystem, Value = Mrn(number) }],
        Name = [new() { Family = $"Oak{number}", Given = ["Wren"], Use = HumanName.NameUse.Official }],
        BirthDate = number switch { 1 => "2015-04-02", 2 => "1931-05-06", _ => $"19{50 + number}-03-04" },
        Gender = number % 2 == 0 ? AdministrativeGender.Female : AdministrativeGender.Male,
        Address = [new() { Line = [$"{number} Mill Lane"], City = "Dubuque", State = "IA", PostalCode = "52001" }],
        Telecom =
        [
            new() { System = ContactPoint.ContactPointSystem.Phone, Value = $"563-555-01{number:00}" },
            new() { System = ContactPoint.ContactPointSystem.Email, Value = $"wren{number}@example.org" },
        ],
        Communication = [new() { Language = new("urn:ietf:bcp:47", "en") }],
    };

    internal static IReadOnlyList<Patient> Patients(int count = 10) => [.. Numbers(count).Select(Patient)];

    internal static Encounter Encounter(int patient) => new()
    {
        Status = Hl7.Fhir.Model.Encounter.EncounterStatus.Finished,
        Class = new(StandardCodeSystems.ActCode, "AMB"),
        Subject = new($"Patient/p-{patient}"),
        Period = new() { Start = "2025-03-01T08:00:00-06:00", End = "2025-03-01T09:00:00-06:00" },
    };

    internal static Condition Condition(int patient, bool local) => new()
    {
        Subject = new($"Patient/p-{patient}"),
        Code = local ? new("urn:oid:2.999.8", "HTN", "Hypertension", null) : new(StandardCodeSystems.SnomedCt, "38341003"),
    };
}
