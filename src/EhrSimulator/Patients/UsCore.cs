using System.Text.Json.Nodes;

namespace EhrSimulator.Patients;

/// <summary>The US Core extensions as all vendors spell them; what differs by vendor stays with the vendor.</summary>
internal static class UsCore
{
    private const string Base = "http://hl7.org/fhir/us/core/StructureDefinition/";
    public const string OmbSystem = "urn:oid:2.16.840.1.113883.6.238";
    public const string V2IdentifierType = "http://terminology.hl7.org/CodeSystem/v2-0203";
    public const string Bcp47 = "urn:ietf:bcp:47";
    public const string PatientProfile = Base + "us-core-patient";

    public static JsonObject? Race(Person person, bool detailed = false)
    {
        if (person.Races.Count == 0) return null;
        var parts = Json.List(person.Races.Select(r => Json.Extension("ombCategory", "valueCoding", Json.Coding(OmbSystem, r.Code, r.Display))));
        if (detailed) parts.Add((JsonNode)Json.Extension("detailed", "valueCoding", Json.Coding(OmbSystem, person.Races[0].Code, person.Races[0].Display)));
        parts.Add((JsonNode)Json.Extension("text", "valueString", string.Join(", ", person.Races.Select(r => r.Display))));
        return new JsonObject { ["extension"] = parts, ["url"] = Base + "us-core-race" };
    }

    public static JsonObject? Ethnicity(Person person)
    {
        if (!person.EthnicityAsked) return null;
        var parts = Json.List(
            person.Ethnicity is { } e ? Json.Extension("ombCategory", "valueCoding", Json.Coding(OmbSystem, e.Code, e.Display)) : null,
            Json.Extension("text", "valueString", person.Ethnicity?.Display ?? "Unknown"));
        return new JsonObject { ["extension"] = parts, ["url"] = Base + "us-core-ethnicity" };
    }

    public static JsonObject? BirthSex(Person person, string? whenUnknown = null)
    {
        var code = person is { BirthSexKnown: true, Gender: "female" or "male" } ? Letter(person) : whenUnknown;
        return code is null ? null : Json.Extension(Base + "us-core-birthsex", "valueCode", code);
    }

    /// <summary>Administrative sex as SNOMED CT, from US Core 6 on.</summary>
    public static JsonObject? Sex(Person person) => person is { BirthSexKnown: true, Gender: "female" or "male" }
        ? Json.Extension(Base + "us-core-sex", "valueCode", person.Gender == "female" ? "248152002" : "248153007")
        : null;

    public static JsonObject MrCoding(string display = "Medical record number") => Json.Coding(V2IdentifierType, "MR", display);

    private static string Letter(Person person) => person.Gender == "female" ? "F" : "M";
}
