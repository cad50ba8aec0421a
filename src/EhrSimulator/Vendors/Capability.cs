using System.Text.Json.Nodes;
using EhrSimulator.Patients;

namespace EhrSimulator.Vendors;

/// <summary>The parts of a CapabilityStatement that all vendors share; what identifies the vendor is added by each.</summary>
internal static class Capability
{
    public static JsonObject Rest(string? tokenUrl, string[] patientParameters, string[] clinicalParameters, params string[] services)
    {
        var rest = new JsonObject { ["mode"] = "server" };
        if (tokenUrl is not null) rest["security"] = Security(tokenUrl, services);
        rest["resource"] = Json.List([
            Resource("Patient", patientParameters),
            .. VendorApi.ClinicalTypes.Select(type => Resource(type, clinicalParameters)),
        ]);
        return rest;
    }

    private static JsonObject Security(string tokenUrl, string[] services) => new()
    {
        ["extension"] = Json.List(new JsonObject
        {
            ["extension"] = Json.List(Json.Extension("token", "valueUri", tokenUrl)),
            ["url"] = "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris",
        }),
        ["cors"] = true,
        ["service"] = Json.List(services.Select(s => (JsonNode)Json.Concept(s,
            Json.Coding("http://terminology.hl7.org/CodeSystem/restful-security-service", s)))),
    };

    private static JsonObject Resource(string type, string[] parameters) => new()
    {
        ["type"] = type,
        ["interaction"] = Json.List(new JsonObject { ["code"] = "read" }, new JsonObject { ["code"] = "search-type" }),
        ["searchParam"] = Json.List(parameters.Select(p => (JsonNode)new JsonObject { ["name"] = p, ["type"] = Kind(p) })),
    };

    private static string Kind(string parameter) => parameter switch
    {
        "birthdate" or "date" or "_lastUpdated" => "date",
        "name" or "family" or "given" or "address" or "address-city" or "address-postalcode" => "string",
        "patient" or "subject" or "ah-practice" or "ah-department" or "encounter" => "reference",
        _ => "token",
    };
}
