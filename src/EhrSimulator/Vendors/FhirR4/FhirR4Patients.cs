using System.Text.Json.Nodes;
using EhrSimulator.Hospitals;
using EhrSimulator.Patients;

namespace EhrSimulator.Vendors.FhirR4;

/// <summary>Clean US Core patients; a hospital with local codes says race and language in words of its own.</summary>
internal static class FhirR4Patients
{
    public static IEnumerable<PatientRecord> Of(HospitalProfile profile, IReadOnlyList<Person> people) => people.Select(p =>
    {
        var id = new SeededRandom($"{profile.Slug}/id/{p.Index}").Uuid();
        var mrn = $"{profile.MrnPrefix}{p.RecordNumber:0000000}";
        return new PatientRecord(id, mrn, p, OwnWaysWriter.In(profile, p, Resource(profile, p, id, mrn)));
    });

    private static JsonObject Resource(HospitalProfile profile, Person p, string id, string mrn)
    {
        var resource = new JsonObject
        {
            ["resourceType"] = "Patient",
            ["id"] = id,
            ["meta"] = new JsonObject
            {
                ["versionId"] = "1", ["lastUpdated"] = $"2026-02-{p.Index % 28 + 1:00}T08:30:00Z", ["profile"] = Json.Texts([UsCore.PatientProfile]),
            },
        };
        resource.Put("extension", Json.List(
            profile.LocalCodes ? LocalCodes.Race(profile, p) : UsCore.Race(p), UsCore.Ethnicity(p), UsCore.BirthSex(p),
            profile.OwnExtension is { } url ? Json.Extension(url, "valueString", CareProgram.Of(p)) : null));
        resource["identifier"] = Json.List([
            profile.MrnUncoded ? NetworkRecord(p) : null,
            MedicalRecord(profile, mrn, "usual"),
            .. p.EndedRecordNumbers.Select(n => MedicalRecord(profile, $"{profile.MrnPrefix}{n:0000000}", "old").Put("period", new JsonObject { ["end"] = "2023-01-31" })),
        ]);
        resource["active"] = p.MergedInto is null;
        resource["name"] = Json.List(
            new JsonObject { ["use"] = "official", ["family"] = p.Family, ["given"] = Json.Texts(p.GivenNames) }.Put("suffix", p.Suffix is null ? null : Json.Texts([p.Suffix])),
            p.FormerFamily is null ? null : new JsonObject { ["use"] = "maiden", ["family"] = p.FormerFamily, ["given"] = Json.Texts([p.Given]) });
        resource.Put("telecom", Json.List(Phone(p.HomePhone, "home"), Phone(p.MobilePhone, "mobile"),
            p.Email is null ? null : new JsonObject { ["system"] = "email", ["value"] = p.Email, ["use"] = "home" }));
        resource.Put("gender", p.Gender).Put("birthDate", Json.Day(p.BirthDate));
        if (p.DeceasedOn is { } died) resource["deceasedDateTime"] = Json.Day(died);
        else if (p.VitalStatusKnown) resource["deceasedBoolean"] = false;
        resource.Put("address", Json.List(Address(p.Home, "home"), Address(p.FormerHome, "old")));
        if (p.Marital is { } m) resource["maritalStatus"] = Json.Concept(m.Display, Json.Coding("http://terminology.hl7.org/CodeSystem/v3-MaritalStatus", m.Code, m.Display));
        if (p.Language is { } l)
            resource["communication"] = Json.List(new JsonObject
            {
                ["language"] = profile.LocalCodes ? LocalCodes.Language(profile, l) : Json.Concept(l.Display, Json.Coding(UsCore.Bcp47, l.Code, l.Display)),
                ["preferred"] = true,
            });
        return resource;
    }

    private static JsonObject MedicalRecord(HospitalProfile profile, string value, string use) => new()
    {
        ["use"] = use, ["type"] = profile.MrnUncoded ? Json.Concept(profile.MrnTypeText) : Json.Concept("Medical record number", UsCore.MrCoding()),
        ["system"] = profile.MrnSystem, ["value"] = value,
    };

    private static JsonObject NetworkRecord(Person p) => new()
    {
        ["use"] = "usual", ["type"] = Json.Concept("Island network number", UsCore.MrCoding()), ["system"] = "https://island-network.example/fhir/sid/mrn", ["value"] = $"IN{p.RecordNumber * 7:0000000}",
    };

    private static JsonObject? Phone(string? digits, string use) => digits is null ? null : new()
    {
        ["system"] = "phone", ["value"] = $"+1-{digits[..3]}-{digits[3..6]}-{digits[6..]}", ["use"] = use,
    };

    private static JsonObject? Address(Home? home, string use) => home is null ? null : new()
    {
        ["use"] = use, ["line"] = Json.Texts(home.Unit is null ? [home.Line] : [home.Line, home.Unit]),
        ["city"] = home.City, ["district"] = home.County, ["state"] = home.State, ["postalCode"] = home.PostalCode, ["country"] = "US",
    };
}
