using System.Text.Json.Nodes;
using EhrSimulator.Patients;
using EhrSimulator.Traffic;

namespace EhrSimulator.Vendors.Athenahealth;

/// <summary>What athenaOne says about itself, with its search rules in machine-readable form.</summary>
internal static class AthenahealthConformance
{
    private const string SearchRules = "https://fhir.athena.io/StructureDefinition/ah-search-parameter-metadata";

    public static JsonObject Statement(Call call)
    {
        var rest = Capability.Rest(call.TokenUrl,
            ["_id", "identifier", "name", "family", "given", "birthdate", "gender", "_lastUpdated", "ah-practice", "ah-department", "cursor"],
            ["_id", "patient", "ah-practice", "cursor"], "OAuth", "SMART-on-FHIR");
        foreach (var resource in rest["resource"]!.AsArray().OfType<JsonObject>())
        {
            var combinations = (string?)resource["type"] == "Patient" ? AthenahealthApi.PatientCombinations : [["patient"], ["_id"]];
            resource["extension"] = Json.List(new JsonObject
            {
                ["extension"] = Json.List(combinations.Select(c => (JsonNode)Json.Extension("requiredAnySearchParams", "valueString", string.Join(',', c)))),
                ["url"] = SearchRules,
            });
            resource["profile"] = $"https://fhir.athena.io/StructureDefinition/ah-{((string)resource["type"]!).ToLowerInvariant()}";
        }
        return new()
        {
            ["resourceType"] = "CapabilityStatement",
            ["id"] = "ah-r4-base",
            ["url"] = "https://fhir.athena.io/CapabilityStatement/ah-r4-base",
            ["version"] = "2.0.0",
            ["name"] = "AthenaHealthR4Base",
            ["status"] = "active",
            ["date"] = "2022-06-06",
            ["publisher"] = "athenahealth",
            ["kind"] = "instance",
            ["software"] = new JsonObject { ["name"] = "athenahealth FHIR Server" },
            ["implementation"] = new JsonObject { ["description"] = "athenahealth FHIR Server", ["url"] = call.FhirBase },
            ["fhirVersion"] = "4.0.1",
            ["format"] = Json.Texts(["application/fhir+json"]),
            ["rest"] = Json.List(rest),
        };
    }

    public static JsonObject Smart(Call call) => new()
    {
        ["issuer"] = "https://athena.okta.com/oauth2/simulated",
        ["authorization_endpoint"] = $"{call.Root}/oauth2/v1/authorize",
        ["token_endpoint"] = call.TokenUrl,
        ["token_endpoint_auth_methods_supported"] = Json.Texts(["client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt", "none"]),
        ["grant_types_supported"] = Json.Texts(["authorization_code", "client_credentials"]),
        ["scopes_supported"] = Json.Texts(["openid", "fhirUser", .. new[] { "Patient", "Encounter", "Condition", "Observation", "AllergyIntolerance", "MedicationRequest" }
            .SelectMany(t => new[] { $"system/{t}.read", $"system/{t}.r", $"system/{t}.rs" })]),
        ["response_types_supported"] = Json.Texts(["code"]),
        ["capabilities"] = Json.Texts(["client-confidential-symmetric", "client-confidential-asymmetric", "permission-v1", "permission-v2"]),
        ["code_challenge_methods_supported"] = Json.Texts(["S256"]),
    };
}
