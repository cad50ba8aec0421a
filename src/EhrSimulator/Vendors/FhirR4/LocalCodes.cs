using System.Text.Json.Nodes;
using EhrSimulator.Hospitals;
using EhrSimulator.Patients;

namespace EhrSimulator.Vendors.FhirR4;

/// <summary>A hospital's own code sets for race and language, with the words as its registration desk knows them.</summary>
internal static class LocalCodes
{
    private static readonly Dictionary<string, Coded> Races = new()
    {
        ["2106-3"] = new("W", "White"),
        ["2054-5"] = new("B", "Black or African American"),
        ["2028-9"] = new("A", "Asian"),
        ["1002-5"] = new("N", "American Indian or Alaska Native"),
        ["2076-8"] = new("P", "Native Hawaiian or Other Pacific Islander"),
    };

    private static readonly Dictionary<string, Coded> Languages = new()
    {
        ["en"] = new("ENG", "English"), ["es"] = new("SPA", "Spanish"), ["vi"] = new("VIE", "Vietnamese"), ["pl"] = new("POL", "Polish"),
    };

    public static JsonObject? Race(HospitalProfile profile, Person person)
    {
        if (person.Races.Count == 0) return null;
        var local = Races[person.Races[0].Code];
        return Json.Extension(Base(profile) + "StructureDefinition/race", "valueCoding", Json.Coding(Base(profile) + "CodeSystem/race", local.Code, local.Display));
    }

    public static JsonObject Language(HospitalProfile profile, Coded language)
    {
        var local = Languages[language.Code];
        return Json.Concept(local.Display, Json.Coding(Base(profile) + "CodeSystem/language", local.Code, local.Display));
    }

    private static string Base(HospitalProfile profile) => $"https://{profile.Slug}.example/fhir/";
}
