using System.Text;
using Onboarding.Directories;

namespace Onboarding.Tests.Directories;

/// <summary>Invented lists in each published form.</summary>
internal static class Lists
{
    internal const string Epic = """
        { "resourceType": "Bundle", "type": "collection", "total": 2, "entry": [
          { "resource": { "resourceType": "Endpoint", "id": "e1",
              "contained": [ { "resourceType": "Organization", "id": "Rho/Tx=", "name": "Lakeside Family Medicine (Heart of the Lakes)" } ],
              "status": "active", "connectionType": { "code": "hl7-fhir-rest" }, "name": "Lakeside Family Medicine (Heart of the Lakes)",
              "managingOrganization": { "reference": "Rho/Tx=" }, "address": " https://haiku.Lakeside.example/FHIRProxy/api/FHIR/R4/ " } },
          { "resource": { "resourceType": "Endpoint", "id": "e2",
              "contained": [ { "resourceType": "Organization", "id": "b", "name": "Other" }, { "resourceType": "Organization", "id": "c", "name": "Qüill Clinic" } ],
              "status": "off", "managingOrganization": { "reference": "#c" }, "address": "https://epicproxy.quill.example/api/FHIR/R4" } } ] }
        """;

    internal const string Oracle = """
        { "resourceType": "Bundle", "type": "collection", "entry": [
          { "fullUrl": "https://lists.example/Organization/o1", "resource": { "resourceType": "Organization", "id": "o1", "name": "Mercy West Hospital",
              "identifier": [ { "system": "http://hl7.org/fhir/sid/us-npi", "value": "1000000001" } ],
              "address": [ { "line": ["1 Mill Lane"], "city": "Dubuque", "state": "IA", "postalCode": "52001" } ],
              "endpoint": [ { "reference": "Endpoint/p1" } ] } },
          { "fullUrl": "https://lists.example/Endpoint/p1", "resource": { "resourceType": "Endpoint", "id": "p1", "status": "active", "name": "Mercy West prod",
              "connectionType": { "code": "hl7-fhir-rest" }, "managingOrganization": { "reference": "Organization/o1" },
              "address": "https://fhir-ehr.cerner.com/r4/00000000-0000-4000-8000-000000000041/" } },
          { "resource": { "resourceType": "Endpoint", "id": "p2", "managingOrganization": { "reference": "https://elsewhere.example/base/Organization/o1" },
              "address": "https://fhir-ehr.cerner.com/r4/abcdefghijklmnopqrstuvwxyz-_0123" } } ] }
        """;

    internal const string Brands = """
        { "resourceType": "Bundle", "type": "collection", "timestamp": "2026-01-01T00:00:00Z", "entry": [
          { "fullUrl": "urn:uuid:brand", "resource": { "resourceType": "Organization", "id": "brand", "name": "Harbor Health", "alias": ["Harbor", "Seaside Clinics"],
              "extension": [ { "url": "http://hl7.org/fhir/StructureDefinition/organization-portal", "extension": [ { "url": "portalName", "valueString": "MyHarbor" } ] } ],
              "address": [ { "city": "Portland", "state": "Maine" } ], "endpoint": [ { "reference": "urn:uuid:rest" } ] } },
          { "fullUrl": "urn:uuid:branch", "resource": { "resourceType": "Organization", "id": "branch", "name": "Harbor Pediatrics", "partOf": { "reference": "urn:uuid:brand" },
              "address": [ { "city": "Bangor", "state": "ME" } ] } },
          { "fullUrl": "urn:uuid:rest", "resource": { "resourceType": "Endpoint", "id": "rest", "status": "active", "connectionType": { "code": "hl7-fhir-rest" },
              "extension": [ { "url": "http://hl7.org/fhir/StructureDefinition/endpoint-fhir-version", "valueCode": "4.0.1" } ],
              "address": "https://fhir.harbor.example:443/v1/uscore/R4" } },
          { "fullUrl": "urn:uuid:mail", "resource": { "resourceType": "Endpoint", "connectionType": { "code": "direct-project" }, "address": "mailto:x@harbor.example" } } ] }
        """;

    internal const string Lantern = """
        { "Endpoints": [
          { "URL": "https://fhir.first.example/r4/AAA", "OrganizationName": "First Surgical", "NPIID": "1000000002", "OrganizationZipCode": "59101" },
          { "URL": "https://fhir.first.example/r4/AAA/", "OrganizationName": "first surgical", "NPIID": "", "OrganizationZipCode": "" },
          { "URL": "https://fhir.first.example/r4/AAA", "OrganizationName": "Second Surgical", "NPIID": "", "OrganizationZipCode": "59102" } ] }
        """;

    internal static Task<Result<DirectoryContent>> ReadAsync(string json) => ReadAsync(Encoding.UTF8.GetBytes(json));

    internal static async Task<Result<DirectoryContent>> ReadAsync(byte[] bytes)
    {
        await using var stream = new MemoryStream(bytes);
        return await DirectoryReader.ReadAsync(stream, null, Xunit.TestContext.Current.CancellationToken);
    }

    /// <summary>The plain form of names and addresses.</summary>
    internal static string Plain(params (string Name, string Url)[] entries) =>
        Json.Write(new { Endpoints = entries.Select(entry => new Dictionary<string, string> { ["URL"] = entry.Url, ["OrganizationName"] = entry.Name }) });

    /// <summary>A file beside the repository that holds a real list; null where it is absent.</summary>
    internal static string? Real(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "data", "directories", name);
            if (File.Exists(file))
                return file;
        }

        return null;
    }
}
