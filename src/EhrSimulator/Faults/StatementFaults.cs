using System.Text.Json.Nodes;
using EhrSimulator.Hospitals;
using EhrSimulator.Patients;
using EhrSimulator.Traffic;

namespace EhrSimulator.Faults;

/// <summary>What can be wrong with the way a server describes itself.</summary>
internal static class StatementFaults
{
    public static readonly (string Fault, Area Where, Action<JsonObject> Change)[] All =
    [
        (Fault.R4First, Area.Metadata, statement => statement["fhirVersion"] = "4.0.0"),
        (Fault.R4B, Area.Metadata, statement => statement["fhirVersion"] = "4.3.0"),
        (Fault.MetadataInvalid, Area.Metadata, statement =>
        {
            statement["date"] = "some day in spring";
            statement["status"] = "live";
            statement["software"] = new JsonObject { ["name"] = (string?)statement["software"]?["name"], ["releaseDate"] = 2026 };
        }),
        (Fault.OtherVendorInMetadata, Area.Metadata, OtherVendor),
        (Fault.NoSearchInMetadata, Area.Metadata, statement => Resource(statement, "Patient")["interaction"]!.AsArray().RemoveAt(1)),
        (Fault.NoIdentifierInMetadata, Area.Metadata, statement => RemoveParameter(Resource(statement, "Patient"), "identifier")),
        (Fault.NoEncounterInMetadata, Area.Metadata, statement => Resource(statement, "Encounter").Parent!.AsArray().Remove(Resource(statement, "Encounter"))),
        (Fault.ProductionData, Area.Metadata, statement =>
        {
            var url = (string?)statement["implementation"]?["url"];
            statement["implementation"] = new JsonObject { ["description"] = "FHIR Server PRD" }.Put("url", url);
        }),
    ];

    // A proxy that leads to the instance of the hospital next door: Epic's becomes Oracle's, everybody else's becomes Epic's.
    private static void OtherVendor(JsonObject statement)
    {
        var wasEpic = (string?)statement["software"]?["name"] == "Epic";
        foreach (var name in new[] { "publisher", "software", "copyright", "name", "title", "description", "url", "id" }) statement.Remove(name);
        foreach (var resource in statement["rest"]![0]!["resource"]!.AsArray().OfType<JsonObject>())
        {
            resource.Remove("extension");
            resource.Remove("profile");
        }
        if (wasEpic)
        {
            statement["publisher"] = "Oracle Health";
            statement["name"] = "OracleHealthCapabilityStatement";
            return;
        }
        statement["software"] = new JsonObject { ["name"] = "Epic", ["version"] = "May 2026" };
        statement["copyright"] = "Copyright Epic 1979-2026";
    }

    private static JsonObject Resource(JsonObject statement, string type) =>
        statement["rest"]![0]!["resource"]!.AsArray().OfType<JsonObject>().First(r => (string?)r["type"] == type);

    private static void RemoveParameter(JsonObject resource, string name)
    {
        var parameters = resource["searchParam"]!.AsArray();
        parameters.Remove(parameters.First(p => (string?)p!["name"] == name));
    }
}
