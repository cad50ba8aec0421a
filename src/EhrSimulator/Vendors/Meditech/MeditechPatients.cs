using System.Text.Json.Nodes;
using EhrSimulator.Hospitals;
using EhrSimulator.Patients;

namespace EhrSimulator.Vendors.Meditech;

/// <summary>Patients in MEDITECH's shape: a port in the identifier system, three-letter language, old addresses, no meta, no name.use.</summary>
internal static class MeditechPatients
{
    public static IEnumerable<PatientRecord> Of(HospitalProfile profile, IReadOnlyList<Person> people) => people.Select(p =>
    {
        var id = new SeededRandom($"{profile.Slug}/id/{p.Index}").Uuid();
        var mrn = $"{profile.MrnPrefix}{p.RecordNumber:00000000}";
        return new PatientRecord(id, mrn, p, OwnWaysWriter.In(profile, p, Resource(profile, p, id, mrn)));
    });

    private static JsonObject Resource(HospitalProfile profile, Person p, string id, string mrn)
    {
        var resource = new JsonObject { ["id"] = id };
        resource.Put("identifier", Json.List([
            profile.MrnUncoded ? NetworkRecord(profile, p) : null,
            MedicalRecord(profile, mrn),
            .. p.EndedRecordNumbers.Select(n => MedicalRecord(profile, $"{profile.MrnPrefix}{n:00000000}").Put("use", "old").Put("period", new JsonObject { ["end"] = "2022-06-30" })),
        ]));
        resource["active"] = true;
        resource["name"] = Json.List(new JsonObject { ["family"] = p.Family, ["given"] = Json.Texts(p.GivenNames) }.Put("suffix", p.Suffix is null ? null : Json.Texts([p.Suffix])));
        resource.Put("telecom", Telecom(p)).Put("gender", p.Gender).Put("birthDate", Json.Day(p.BirthDate));
        if (p.DeceasedOn is { } died) resource["deceasedDateTime"] = Json.Day(died);
        else if (p.VitalStatusKnown) resource["deceasedBoolean"] = false;
        resource.Put("address", Addresses(p));
        if (p.Marital is { } m) resource["maritalStatus"] = Json.Concept(m.Display, Json.Coding("http://terminology.hl7.org/CodeSystem/v3-MaritalStatus", m.Code, m.Display));
        if (p.Language is { } l)
            resource["communication"] = Json.List(new JsonObject { ["language"] = Language(l), ["preferred"] = true });
        resource.Put("extension", Json.List(UsCore.Race(p, detailed: true), UsCore.Ethnicity(p), UsCore.BirthSex(p), UsCore.Sex(p),
            profile.OwnExtension is { } url ? Json.Extension(url, "valueString", CareProgram.Of(p)) : null));
        resource["resourceType"] = "Patient";
        return resource;
    }

    private static JsonObject MedicalRecord(HospitalProfile profile, string value) => new()
    {
        ["type"] = Json.Concept(profile.MrnTypeText == "MRN" ? "Medical record number" : profile.MrnTypeText, profile.MrnUncoded ? [] : [UsCore.MrCoding()]),
        ["system"] = profile.MrnSystem,
        ["value"] = value,
    };

    // What several hospitals of one owner share; it carries the code that the hospital's own number lacks.
    private static JsonObject NetworkRecord(HospitalProfile profile, Person p) => new()
    {
        ["type"] = Json.Concept("Network medical record number", UsCore.MrCoding()),
        ["system"] = profile.MrnSystem[..profile.MrnSystem.LastIndexOf('/')] + "/NETWORK",
        ["value"] = $"N{p.RecordNumber * 7:00000000}",
    };

    private static JsonArray Telecom(Person p) => Json.List(
        p.Email is null ? null : new JsonObject { ["system"] = "email", ["value"] = p.Email },
        Phone(p.HomePhone, "home", 1), Phone(p.MobilePhone, "mobile", 2));

    private static JsonObject? Phone(string? digits, string use, int rank) => digits is null ? null : new()
    {
        ["system"] = "phone", ["value"] = $"{digits[..3]}-{digits[3..6]}-{digits[6..]}", ["use"] = use, ["rank"] = rank,
    };

    // The current address again, in capitals, as an old one: what a change of spelling leaves behind.
    private static JsonArray Addresses(Person p)
    {
        var twin = p.Home is { } home && p.Index % 2 == 0 ? Address(home with { City = home.City.ToUpperInvariant() }, "old") : null;
        var former = p.FormerHome is { } f ? Address(f, "old").Put("period", new JsonObject { ["end"] = Json.Day(f.Since) }) : null;
        return Json.List(p.Home is null ? null : Address(p.Home, "home"), twin, former);
    }

    private static JsonObject Address(Home home, string use) => new()
    {
        ["use"] = use, ["type"] = "both", ["line"] = Json.Texts(home.Unit is null ? [home.Line] : [home.Line, home.Unit]),
        ["city"] = home.City, ["state"] = home.State, ["postalCode"] = home.PostalCode, ["country"] = "USA",
    };

    private static JsonObject Language(Coded language) => Json.Concept(language.Display, Json.Coding(UsCore.Bcp47, language.Code switch
    {
        "es" => "spa",
        "vi" => "vie",
        "pl" => "pol",
        _ => "eng",
    }, language.Display));
}
