using System.Text.Json.Nodes;
using EhrSimulator.Hospitals;
using EhrSimulator.Patients;
using EhrSimulator.Traffic;

namespace EhrSimulator.Faults;

/// <summary>What can be wrong with the patients themselves: whose they are, whether they are real, where they point.</summary>
internal static class RecordFaults
{
    private const string InternalHost = "http://fhir-int01.hospital.internal:8080";

    private static readonly (string Fault, Action<Call, JsonObject> Change)[] Changes =
    [
        (Fault.AbsoluteReferences, (call, patient) => patient["managingOrganization"] = new JsonObject
        {
            ["reference"] = $"{InternalHost}{call.Hospital.Vendor.FhirPath(call.Profile)}/Organization/1", ["display"] = call.Profile.Name,
        }),
        (Fault.WrongSite, (_, patient) => patient["managingOrganization"] = new JsonObject { ["reference"] = "Organization/2", ["display"] = "Northfold Valley Hospital" }),
        (Fault.ProductionData, (_, patient) => LookReal(patient)),
    ];

    public static Answer Spoil(Call call, Answer answer)
    {
        var changes = Changes.Where(c => call.Hospital.Dials.Has(c.Fault)).Select(c => c.Change).ToList();
        if (changes.Count == 0 || answer.ContentType?.Contains("json", StringComparison.Ordinal) != true || JsonNode.Parse(answer.Body.Span) is not JsonObject body) return answer;
        JsonObject[] resources = (string?)body["resourceType"] == "Bundle"
            ? [.. (body["entry"]?.AsArray() ?? []).Select(e => e?["resource"]).OfType<JsonObject>()]
            : [body];
        foreach (var patient in resources.Where(r => (string?)r["resourceType"] == "Patient"))
            changes.ForEach(change => change(call, patient));
        return answer with { Body = body.Bytes() };
    }

    // No number here can be dialled (the area code was never opened) and the social security number was printed in a leaflet.
    private static void LookReal(JsonObject patient)
    {
        patient["telecom"] = Json.List(
            new JsonObject { ["system"] = "phone", ["value"] = "290-414-2277", ["use"] = "home" },
            new JsonObject { ["system"] = "email", ["value"] = "quill.harbor@riverbank-mail.us" });
        patient["identifier"]?.AsArray().Add((JsonNode)new JsonObject { ["system"] = "http://hl7.org/fhir/sid/us-ssn", ["value"] = "219-09-9999" });
        patient["meta"] = new JsonObject { ["security"] = Json.List(Json.Coding("http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "N", "normal")) };
    }
}
