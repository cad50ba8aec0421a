using System.Net;
using System.Text.Json.Nodes;
using EhrSimulator.Hospitals;
using EhrSimulator.Patients;

namespace EhrSimulator.Vendors.OracleHealth;

/// <summary>Patients in Millennium's shape: several MR identifiers, ended ones among them, capitals, narrative, merged records.</summary>
internal static class OraclePatients
{
    private const string RenderedValue = "http://hl7.org/fhir/StructureDefinition/rendered-value";
    private const string AbsentReason = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

    public static IEnumerable<PatientRecord> Of(HospitalProfile profile, IReadOnlyList<Person> people) =>
        people.Select(p => new PatientRecord(Id(p.RecordNumber), Mrn(p.RecordNumber), p, p.MergedInto is { } survivor
            ? Merged(p, people[survivor])
            : OwnWaysWriter.In(profile, p, Resource(profile, p))));

    private static string Id(int number) => $"12{number:000000}";

    private static string Mrn(int number) => $"{number}";

    private static JsonObject Resource(HospitalProfile profile, Person p)
    {
        var name = Upper($"{p.Family}, {string.Join(' ', p.GivenNames)}");
        var resource = new JsonObject
        {
            ["resourceType"] = "Patient",
            ["id"] = Id(p.RecordNumber),
            ["meta"] = new JsonObject { ["versionId"] = $"{p.Index % 9 + 1}", ["lastUpdated"] = $"2026-03-{p.Index % 28 + 1:00}T10:00:00.000Z" },
            ["text"] = Narrative(name, p),
        };
        resource.Put("extension", Json.List(UsCore.Race(p), UsCore.Ethnicity(p), UsCore.BirthSex(p), UsCore.Sex(p), Reminders(profile, p)))
            .Put("identifier", Identifiers(profile, p));
        resource["active"] = true;
        resource.Put("name", Names(p, name)).Put("telecom", Telecom(p)).Put("gender", p.Gender).Put("birthDate", Json.Day(p.BirthDate));
        if (p.DeceasedOn is { } died) resource["deceasedDateTime"] = $"{Json.Day(died)}T06:00:00.000Z";
        else if (p.VitalStatusKnown) resource["deceasedBoolean"] = false;
        resource.Put("address", Json.List(Address(p.Home, "home"), Address(p.FormerHome, "old")));
        if (p.Marital is { } m) resource["maritalStatus"] = Json.Concept(m.Display, Json.Coding("http://terminology.hl7.org/CodeSystem/v3-MaritalStatus", m.Code, m.Display));
        if (p.Language is { } l)
            resource["communication"] = Json.List(new JsonObject { ["language"] = Json.Concept(l.Display, Json.Coding(UsCore.Bcp47, l.Code, l.Display)), ["preferred"] = true });
        return resource;
    }

    private static JsonArray Identifiers(HospitalProfile profile, Person p)
    {
        var index = 0;
        JsonObject Next(JsonObject identifier) => new JsonObject(
            [new("id", $"CI-{p.RecordNumber}-{index++}"), .. identifier.Select(i => KeyValuePair.Create(i.Key, i.Value?.DeepClone()))]);

        return Json.List([
            // Ended numbers come first: who takes the first MR identifier takes the wrong one.
            .. p.EndedRecordNumbers.Select(n => Next(MedicalRecord(profile, n).Put("period", new JsonObject { ["end"] = "2023-11-02T05:00:00.000Z" }))),
            Next(MedicalRecord(profile, p.RecordNumber).Put("period", new JsonObject { ["start"] = "2022-05-01T05:00:00.000Z" })),
            Next(Typed(profile, "2", "Community Medical Record Number", UsCore.MrCoding()).Put("system", profile.MrnSystem + ".9").Put("value", $"99{p.RecordNumber}00")),
            Next(Typed(profile, "670843", "Messaging", Json.Coding(UsCore.V2IdentifierType, "U", "Unspecified identifier"))
                .Put("_system", Absent("unknown")).Put("value", $"7F00{p.RecordNumber:X8}")),
        ]);
    }

    private static JsonObject MedicalRecord(HospitalProfile profile, int number) => Typed(profile, "10", profile.MrnTypeText, profile.MrnUncoded ? null : UsCore.MrCoding())
        .Put("system", profile.MrnSystem).Put("value", Mrn(number))
        .Put("_value", new JsonObject { ["extension"] = Json.List(Json.Extension(RenderedValue, "valueString", $"{number:00000000000}")) });

    private static JsonObject Typed(HospitalProfile profile, string code, string display, JsonObject? standard)
    {
        var own = Json.Coding($"https://fhir.cerner.com/{profile.Tenant}/codeSet/4", code, display);
        own["userSelected"] = true;
        if (standard is not null) standard["userSelected"] = false;
        return new() { ["use"] = "usual", ["type"] = Json.Concept(display, standard is null ? [own] : [own, standard]) };
    }

    private static JsonArray Names(Person p, string text) => Json.List(
        new JsonObject
        {
            ["id"] = $"CI-{Id(p.RecordNumber)}-0", ["use"] = "official", ["text"] = text,
            ["family"] = Upper(p.Family), ["given"] = Json.Texts(p.GivenNames.Select(Upper)), ["period"] = new JsonObject { ["start"] = "2022-05-01T05:00:00.000Z" },
        }.Put("suffix", p.Suffix is null ? null : Json.Texts([Upper(p.Suffix)])),
        p.FormerFamily is null ? null : new JsonObject
        {
            ["id"] = $"CI-{Id(p.RecordNumber)}-1", ["use"] = "old", ["text"] = $"{p.FormerFamily}, {p.Given}",
            ["family"] = p.FormerFamily, ["given"] = Json.Texts([p.Given]), ["period"] = new JsonObject { ["end"] = "2022-05-01T05:00:00.000Z" },
        });

    private static JsonArray Telecom(Person p) => Json.List(
        Phone(p, p.HomePhone, "home", 1), Phone(p, p.MobilePhone, "mobile", 2),
        p.Email is null ? null : new JsonObject { ["id"] = $"CI-EM-{p.RecordNumber}-0", ["system"] = "email", ["value"] = p.Email, ["use"] = "home", ["rank"] = 3 });

    private static JsonObject? Phone(Person p, string? digits, string use, int rank)
    {
        if (digits is null) return null;
        var formatted = $"({digits[..3]}){digits[3..6]}-{digits[6..]}";
        return new()
        {
            ["id"] = $"CI-PH-{p.RecordNumber}-{rank}",
            ["extension"] = Json.List(
                Json.Extension("http://hl7.org/fhir/StructureDefinition/iso21090-TEL-address", "valueUrl", formatted),
                p.Index % 5 == 0 ? Json.Extension("http://hl7.org/fhir/StructureDefinition/contactpoint-extension", "valueString", "204") : null),
            ["system"] = "phone", ["value"] = digits, ["use"] = use, ["rank"] = rank, ["period"] = new JsonObject { ["start"] = "2022-05-01T05:00:00.000Z" },
        };
    }

    private static JsonObject? Address(Home? home, string use)
    {
        if (home is null) return null;
        var lines = home.Unit is null ? new[] { home.Line } : [home.Line, home.Unit];
        return new JsonObject
        {
            ["use"] = use, ["text"] = $"{string.Join('\n', lines)}\n{home.City}, {home.State} {home.PostalCode}\nUS", ["line"] = Json.Texts(lines),
            ["city"] = home.City, ["district"] = home.County, ["state"] = home.State, ["postalCode"] = home.PostalCode, ["country"] = "US",
            ["period"] = use == "old" ? new JsonObject { ["end"] = "2021-12-31T06:00:00.000Z" } : new JsonObject { ["start"] = $"{Json.Day(home.Since)}T06:00:00.000Z" },
        };
    }

    // Nested and only Oracle's own: a reader that expects US Core alone has to step over it.
    private static JsonObject? Reminders(HospitalProfile profile, Person p) => p.Index % 4 != 0 ? null : new()
    {
        ["extension"] = Json.List(
            Json.Extension("communication-type", "valueCodeableConcept",
                Json.Concept("Appointment Reminders", Json.Coding($"https://fhir.cerner.com/{profile.Tenant}/codeSet/4640016", "485602703", "Appointment Reminders"))),
            Json.Extension("verified-datetime", "valueDateTime", "2024-04-13T20:00:00.000Z")),
        ["url"] = "https://fhir-ehr.cerner.com/r4/StructureDefinition/communication-preference",
    };

    private static JsonObject Merged(Person p, Person survivor) => new()
    {
        ["resourceType"] = "Patient",
        ["id"] = Id(p.RecordNumber),
        ["meta"] = new JsonObject { ["versionId"] = "12", ["lastUpdated"] = "2026-02-11T09:00:00.000Z" },
        ["text"] = Narrative("Merged record", p),
        ["identifier"] = Json.List(Absent("unknown")),
        ["active"] = false,
        ["name"] = Json.List(Absent("unknown")),
        ["_gender"] = Absent("unknown"),
        ["link"] = Json.List(new JsonObject
        {
            ["other"] = new JsonObject { ["reference"] = $"Patient/{Id(survivor.RecordNumber)}" }, ["type"] = "replaced-by",
        }),
    };

    private static JsonObject Absent(string why) => new() { ["extension"] = Json.List(Json.Extension(AbsentReason, "valueCode", why)) };

    private static JsonObject Narrative(string title, Person p) => new()
    {
        ["status"] = "generated",
        ["div"] = $"<div xmlns=\"http://www.w3.org/1999/xhtml\"><p><b>Patient</b></p><p><b>Name</b>: {WebUtility.HtmlEncode(title)}</p><p><b>DOB</b>: {Json.Day(p.BirthDate)}</p></div>",
    };

    private static string Upper(string text) => text.ToUpperInvariant();
}
