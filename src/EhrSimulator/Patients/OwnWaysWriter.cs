using System.Text.Json.Nodes;
using EhrSimulator.Hospitals;

namespace EhrSimulator.Patients;

/// <summary>Moves fields of a finished patient to the places and codes that only this hospital uses.</summary>
internal static class OwnWaysWriter
{
    private const string UsCoreBase = "http://hl7.org/fhir/us/core/StructureDefinition/";
    private const string SexSystem = "http://terminology.hl7.org/CodeSystem/v3-AdministrativeGender";

    private static readonly Coded Female = new("F", "Female");
    private static readonly Coded Male = new("M", "Male");

    public static JsonObject In(HospitalProfile profile, Person person, JsonObject patient)
    {
        if (profile.Own?.Codes is { } codes) Recode(codes, person, patient);
        if (profile.Own?.Place is { } place) Move(place, person, patient);
        return patient;
    }

    private static void Recode(OwnCodes own, Person person, JsonObject patient)
    {
        var local = Codes(own.Field, person).Select(code => own.Local[code.Code]).ToList();
        Clear(own.Field, patient);
        if (local.Count == 0) return;
        if (own.Field is OwnField.Language)
        {
            patient["communication"] = Json.List(new JsonObject
            {
                ["language"] = new JsonObject { ["coding"] = Json.List(local.Select(code => Json.Coding(own.System, code.Code, code.Display))) }, ["preferred"] = true,
            });
            return;
        }
        var parts = Json.List(local.Select(code => Json.Extension("ombCategory", "valueCoding", Json.Coding(own.System, code.Code, code.Display))));
        parts.Add((JsonNode)Json.Extension("text", "valueString", string.Join(", ", local.Select(code => code.Display))));
        Add(patient, new JsonObject { ["extension"] = parts, ["url"] = UsCoreBase + (own.Field is OwnField.Race ? "us-core-race" : "us-core-ethnicity") });
    }

    private static void Move(OwnPlace place, Person person, JsonObject patient)
    {
        Clear(place.Field, patient);
        if (Codes(place.Field, person).FirstOrDefault() is { } code)
        {
            var (name, value) = Value(place, code);
            Add(patient, place.Part is null
                ? Json.Extension(place.Url, name, value)
                : new JsonObject { ["extension"] = Json.List(Json.Extension(place.Part, name, value), Json.Extension("verified-datetime", "valueDateTime", "2024-02-06T15:00:00.000Z")), ["url"] = place.Url });
        }
        Add(patient, Json.Extension(place.Beside, "valueString", place.Remarks[person.Index % place.Remarks.Count]));
    }

    private static (string Name, JsonNode Value) Value(OwnPlace place, Coded code)
    {
        var system = place.Field switch { OwnField.Language => UsCore.Bcp47, OwnField.BirthSex => SexSystem, OwnField.Race or OwnField.Ethnicity => UsCore.OmbSystem };
        return place.Value switch
        {
            OwnValue.CodeableConcept => ("valueCodeableConcept", Json.Concept(code.Display, Json.Coding(system, code.Code, code.Display))),
            OwnValue.Coding => ("valueCoding", Json.Coding(system, code.Code, code.Display)),
            OwnValue.Text => ("valueString", JsonValue.Create(code.Display)),
        };
    }

    private static IEnumerable<Coded> Codes(OwnField field, Person person) => field switch
    {
        OwnField.Race => person.Races,
        OwnField.Ethnicity => person is { EthnicityAsked: true, Ethnicity: { } ethnicity } ? [ethnicity] : [],
        OwnField.BirthSex => person is { BirthSexKnown: true, Gender: "female" or "male" } ? [person.Gender == "female" ? Female : Male] : [],
        OwnField.Language => person.Language is { } language ? [language] : [],
    };

    private static void Clear(OwnField field, JsonObject patient)
    {
        if (field is OwnField.Language) patient.Remove("communication");
        string[] usual = field switch
        {
            OwnField.Race => ["us-core-race"],
            OwnField.Ethnicity => ["us-core-ethnicity"],
            OwnField.BirthSex => ["us-core-birthsex", "us-core-sex"],
            OwnField.Language => [],
        };
        if (patient["extension"] is not JsonArray extensions) return;
        extensions.RemoveAll(e => usual.Any(name => (string?)e?["url"] == UsCoreBase + name));
        if (extensions.Count == 0) patient.Remove("extension");
    }

    private static void Add(JsonObject patient, JsonObject extension)
    {
        if (patient["extension"] is JsonArray extensions) extensions.Add((JsonNode)extension);
        else patient["extension"] = Json.List(extension);
    }
}
