using System.Text.Json.Nodes;
using EhrSimulator.Hospitals;
using EhrSimulator.Patients;

namespace EhrSimulator.Vendors.Epic;

/// <summary>Patients in Epic's shape: identifier types as text only, two names, legal sex, no meta.</summary>
internal static class EpicPatients
{
    private const string EpicExtension = "http://open.epic.com/FHIR/StructureDefinition/extension/";
    private const string IdAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.";

    public static IEnumerable<PatientRecord> Of(HospitalProfile profile, IReadOnlyList<Person> people)
    {
        var ids = people.Select(p => Id(profile, p)).ToList();
        return people.Select(p => new PatientRecord(ids[p.Index], Mrn(p), p, OwnWaysWriter.In(profile, p, Resource(profile, p, ids[p.Index]))));
    }

    private static string Id(HospitalProfile profile, Person person)
    {
        var random = new SeededRandom($"{profile.Slug}/id/{person.Index}");
        return $"e{random.Letters(IdAlphabet, random.Between(20, 24))}3";
    }

    private static string Mrn(Person person) => $"7{person.RecordNumber}";

    private static JsonObject Resource(HospitalProfile profile, Person p, string id)
    {
        var arc = $"urn:oid:{profile.OidArc}";
        var sexSystem = $"{arc}.7.10.698084.130.657370.19999000";
        var resource = new JsonObject
        {
            ["resourceType"] = "Patient",
            ["id"] = id,
            ["identifier"] = Identifiers(profile, p, id),
            ["active"] = true,
            ["name"] = Names(p),
        };
        resource.Put("extension", Json.List(
            SexExtension("legal-sex", p, sexSystem), SexExtension("sex-for-clinical-use", p, sexSystem),
            UsCore.Race(p), UsCore.Ethnicity(p), UsCore.Sex(p), OwnExtension(profile, p)));
        resource.Put("telecom", Telecom(p)).Put("gender", p.Gender).Put("birthDate", Json.Day(p.BirthDate));
        if (p.DeceasedOn is { } died) resource["deceasedDateTime"] = Json.Day(died);
        else resource["deceasedBoolean"] = false;
        resource.Put("address", Json.List(Address(p.Home, "home"), Address(p.FormerHome, "old")));
        if (p.Marital is { } marital) resource["maritalStatus"] = Json.Concept(marital.Display);
        if (p.Language is { } language) resource["communication"] = Json.List(Communication(language));
        resource["managingOrganization"] = new JsonObject { ["reference"] = "Organization/eOrg-" + profile.Slug + "3", ["display"] = profile.Name };
        return resource;
    }

    private static JsonArray Identifiers(HospitalProfile profile, Person p, string id)
    {
        var arc = $"urn:oid:{profile.OidArc}";
        var external = $"Z{p.RecordNumber}";
        return Json.List([
            Identifier("CEID", $"{arc}.7.3.688884.100", $"{profile.Slug[..3].ToUpperInvariant()}{p.RecordNumber}CE"),
            Identifier("EXTERNAL", $"{arc}.7.2.698084", external),
            Identifier("FHIR STU3", "http://open.epic.com/FHIR/StructureDefinition/patient-fhir-id", id),
            // Epic pads internal ids with spaces on the left; they are not the same string as the external one.
            Identifier("INTERNAL", $"{arc}.7.2.698084", external.PadLeft(11)),
            Identifier(profile.MrnTypeText, profile.MrnSystem, Mrn(p)),
            .. p.EndedRecordNumbers.Select(n => Identifier("OLD " + profile.MrnTypeText, $"{arc}.7.5.737384.99", $"7{n}")),
            MaskedSsn(p),
        ]);
    }

    private static JsonObject Identifier(string typeText, string system, string value) => new()
    {
        ["use"] = "usual", ["type"] = Json.Concept(typeText), ["system"] = system, ["value"] = value,
    };

    private static JsonObject MaskedSsn(Person p) => new()
    {
        ["use"] = "usual",
        ["system"] = "urn:oid:2.16.840.1.113883.4.1",
        ["_value"] = new JsonObject
        {
            ["extension"] = Json.List(Json.Extension("http://hl7.org/fhir/StructureDefinition/rendered-value", "valueString", $"xxx-xx-{p.RecordNumber % 10_000:0000}")),
        },
    };

    private static JsonArray Names(Person p)
    {
        var usual = $"{p.Given} {p.Family}";
        return Json.List(
            new JsonObject { ["use"] = "official", ["text"] = string.Join(' ', [.. p.GivenNames, p.Family]), ["family"] = p.Family, ["given"] = Json.Texts(p.GivenNames) }
                .Put("suffix", p.Suffix is null ? null : Json.Texts([p.Suffix])),
            new JsonObject { ["use"] = "usual", ["text"] = usual, ["family"] = p.Family, ["given"] = Json.Texts([p.Given]) },
            p.FormerFamily is null ? null : new JsonObject { ["use"] = "old", ["text"] = $"{p.Given} {p.FormerFamily}", ["family"] = p.FormerFamily, ["given"] = Json.Texts([p.Given]) });
    }

    private static JsonArray Telecom(Person p) => Json.List(
        Phone(p.HomePhone, "home", 1), Phone(p.MobilePhone, "mobile", 2),
        p.Email is null ? null : new JsonObject { ["system"] = "email", ["value"] = p.Email, ["rank"] = 1 });

    private static JsonObject? Phone(string? digits, string use, int rank) => digits is null ? null : new()
    {
        ["system"] = "phone", ["value"] = $"+1 {digits[..3]}-{digits[3..6]}-{digits[6..]}", ["use"] = use, ["rank"] = rank,
    };

    private static JsonObject? Address(Home? home, string use)
    {
        if (home is null) return null;
        var lines = home.Unit is null ? new[] { home.Line } : [home.Line, home.Unit];
        var city = home.City.ToUpperInvariant();
        var address = new JsonObject
        {
            ["use"] = use,
            ["text"] = $"{string.Join("\r\n", lines)}\r\n{city} {home.State} {home.PostalCode}",
            ["line"] = Json.Texts(lines), ["city"] = city, ["district"] = home.County.ToUpperInvariant(),
            ["state"] = home.State, ["postalCode"] = home.PostalCode, ["country"] = "US",
        };
        return use == "home" ? address.Put("period", new JsonObject { ["start"] = Json.Day(home.Since) }) : address;
    }

    private static JsonObject Communication(Coded language) => new()
    {
        ["language"] = Json.Concept(language.Display, Json.Coding(UsCore.Bcp47, language.Code, language.Display)),
        ["preferred"] = true,
        ["_preferred"] = new JsonObject
        {
            ["extension"] = Json.List(Json.Extension("http://open.epic.com/FHIR/StructureDefinition/extension/preferred-language-type", "valueString", "spoken")),
        },
    };

    private static JsonObject? SexExtension(string name, Person p, string system) => p.BirthSexKnown && p.Gender is "female" or "male"
        ? Json.Extension(EpicExtension + name, "valueCodeableConcept",
            Json.Concept(p.Gender == "female" ? "Female" : "Male", Json.Coding(system, p.Gender, p.Gender)))
        : null;

    private static JsonObject? OwnExtension(HospitalProfile profile, Person p) => profile.OwnExtension is { } url
        ? Json.Extension(url, "valueString", CareProgram.Of(p))
        : null;
}
