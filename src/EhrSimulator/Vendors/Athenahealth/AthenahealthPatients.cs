using System.Text.Json.Nodes;
using EhrSimulator.Hospitals;
using EhrSimulator.Patients;

namespace EhrSimulator.Vendors.Athenahealth;

/// <summary>Patients in athenahealth's shape: the id is the identifier, everything names its practice, no identifier type.</summary>
internal static class AthenahealthPatients
{
    private const string PatientSystem = "https://fhir.athena.io/sid/ah-patient";
    private const string Structure = "https://fhir.athena.io/StructureDefinition/";

    public static IEnumerable<PatientRecord> Of(HospitalProfile profile, IReadOnlyList<Person> people) => people.Select(p =>
    {
        var id = $"a-{profile.Practice}.E-{p.RecordNumber}";
        var mrn = profile.MrnSystem == PatientSystem ? id : $"{profile.MrnPrefix}{p.RecordNumber + 400_000}";
        return new PatientRecord(id, mrn, p, OwnWaysWriter.In(profile, p, Resource(profile, p, id, mrn)));
    });

    private static JsonObject Resource(HospitalProfile profile, Person p, string id, string mrn)
    {
        var resource = new JsonObject
        {
            ["resourceType"] = "Patient",
            ["id"] = id,
            ["meta"] = new JsonObject { ["lastUpdated"] = $"2026-03-{p.Index % 28 + 1:00}T14:05:11.000-05:00" }.Put("security", Security(p)),
            ["extension"] = Extensions(profile, p),
            ["identifier"] = Json.List([
                new JsonObject { ["system"] = PatientSystem, ["value"] = id },
                mrn == id ? null : new JsonObject { ["type"] = Json.Concept(profile.MrnTypeText), ["system"] = profile.MrnSystem, ["value"] = mrn },
                p.Index % 3 == 0 ? new JsonObject { ["system"] = "http://hl7.org/fhir/sid/us-ssn", ["value"] = $"9{p.RecordNumber % 100_000:00000}000" } : null,
                .. p.EndedRecordNumbers.Select(n => new JsonObject
                {
                    ["use"] = "old", ["system"] = "https://fhir.athena.io/sid/ah-former-patient", ["value"] = $"{n}", ["period"] = new JsonObject { ["end"] = "2023-04-30" },
                }),
            ]),
            ["active"] = true,
            ["name"] = Json.List(
                p.FormerFamily is null ? null : new JsonObject
                {
                    ["use"] = "official", ["family"] = p.FormerFamily, ["given"] = Json.Texts([p.Given]), ["period"] = new JsonObject { ["start"] = "2019-07-16", ["end"] = "2021-10-06" },
                },
                new JsonObject { ["use"] = "official", ["family"] = p.Family, ["given"] = Json.Texts(p.GivenNames), ["period"] = new JsonObject { ["start"] = "2021-10-06" } }
                    .Put("suffix", p.Suffix is null ? null : Json.Texts([p.Suffix]))),
        };
        resource.Put("telecom", Json.List(Phone(p.HomePhone, "home"), Phone(p.MobilePhone, "mobile"),
            p.Email is null ? null : new JsonObject { ["system"] = "email", ["value"] = p.Email }));
        resource.Put("gender", p.Gender).Put("birthDate", Json.Day(p.BirthDate));
        if (p.DeceasedOn is { } died) resource["deceasedDateTime"] = Json.Day(died);
        else if (p.VitalStatusKnown) resource["deceasedBoolean"] = false;
        resource.Put("address", Json.List(Address(p.Home, "home"), Address(p.Home, "billing")));
        if (p.Marital is { } m) resource["maritalStatus"] = Json.Concept(m.Display, Json.Coding("http://terminology.hl7.org/CodeSystem/v3-MaritalStatus", m.Code, m.Display));
        if (p.Language is { } l)
            resource["communication"] = Json.List(new JsonObject { ["language"] = Json.Concept(l.Display, Json.Coding(UsCore.Bcp47, l.Code, l.Display)), ["preferred"] = true });
        return resource;
    }

    // Test patients say so; one in twenty of the others is restricted.
    private static JsonArray Security(Person p) =>
        p.IsTestPatient ? Json.List(Json.Coding("http://terminology.hl7.org/CodeSystem/v3-ActReason", "HTEST", "health system test"))
        : p.Index % 20 == 7 ? Json.List(Json.Coding("http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "R", "restricted"))
        : [];

    private static JsonArray Extensions(HospitalProfile profile, Person p) => Json.List(
        Owner("ah-practice", $"Organization/a-1.Practice-{profile.Practice}"),
        Owner("ah-chart-sharing-group", $"Organization/a-{profile.Practice}.CSG-1"),
        Owner("ah-provider-group", $"Organization/a-{profile.Practice}.PG-1"),
        Owner("ah-brand", $"Organization/a-{profile.Practice}.Brand-1"),
        UsCore.BirthSex(p, whenUnknown: "UNK"), UsCore.Ethnicity(p), UsCore.Race(p),
        profile.OwnExtension is { } url ? Json.Extension(url, "valueString", CareProgram.Of(p)) : null);

    private static JsonObject Owner(string name, string organization) =>
        Json.Extension(Structure + name, "valueReference", new JsonObject { ["reference"] = organization });

    private static JsonObject? Phone(string? digits, string use) => digits is null ? null : new()
    {
        ["system"] = "phone", ["value"] = $"({digits[..3]}) {digits[3..6]}-{digits[6..]}", ["use"] = use,
    };

    private static JsonObject? Address(Home? home, string use)
    {
        if (home is null) return null;
        var address = new JsonObject { ["use"] = use };
        if (use == "billing") address["type"] = "postal";
        address["line"] = Json.Texts(home.Unit is null ? [home.Line] : [home.Line, home.Unit]);
        address["city"] = home.City.ToUpperInvariant();
        address["state"] = home.State;
        address["postalCode"] = home.PostalCode;
        address["country"] = "USA";
        if (use == "home") address["period"] = new JsonObject { ["start"] = Json.Day(home.Since) };
        return address;
    }
}
