using System.Text.Json.Nodes;
using EhrSimulator.Patients;
using EhrSimulator.Traffic;

namespace EhrSimulator.Vendors.Meditech;

/// <summary>What MEDITECH says about itself: kind "capability", no implementation, hundreds of scopes of which few are meant for us.</summary>
internal static class MeditechConformance
{
    public static JsonObject Statement(Call call, string[] parameters)
    {
        var newer = call.Profile.Release.StartsWith("v2", StringComparison.Ordinal);
        return new()
        {
            ["resourceType"] = "CapabilityStatement",
            ["name"] = "uscore",
            ["status"] = "active",
            ["date"] = newer ? "2024-02-19" : "2021-04-01",
            ["publisher"] = "Medical Information Technology, Inc",
            ["kind"] = "capability",
            ["software"] = new JsonObject
            {
                ["name"] = newer ? "Interoperability Services: US Core STU7 FHIR R4" : "Interoperability Services: US Core FHIR R4",
                ["version"] = newer ? "3.0.0" : "1.0.0",
            },
            ["fhirVersion"] = "4.0.1",
            ["format"] = Json.Texts(["json", "xml"]),
            ["rest"] = Json.List(Capability.Rest(call.TokenUrl, parameters, ["_id", "patient"], "SMART-on-FHIR")),
        };
    }

    public static JsonObject Smart(Call call) => new()
    {
        ["issuer"] = $"{call.Root}/",
        ["jwks_uri"] = $"{call.Root}/oauth/jwks",
        ["authorization_endpoint"] = $"{call.Root}/oauth/authorize",
        ["grant_types_supported"] = Json.Texts(["authorization_code", "client_credentials", "refresh_token"]),
        ["token_endpoint"] = call.TokenUrl,
        ["token_endpoint_auth_methods_supported"] = Json.Texts(["client_secret_post", "client_secret_basic", "private_key_jwt"]),
        ["token_endpoint_auth_signing_alg_values_supported"] = Json.Texts(["RS256", "RS384", "RS512"]),
        ["response_types_supported"] = Json.Texts(["code"]),
        ["introspection_endpoint"] = $"{call.Root}/oauth/introspect",
        ["revocation_endpoint"] = $"{call.Root}/oauth/revoke",
        ["scopes_supported"] = Json.Texts(["openid", "fhirUser", "launch", "patient/*.read", "user/Patient.read", "infr-token/read", "iops/USCoreR4.read",
            "system/Patient.crus", "system/Encounter.rs", "system/Condition.rs", "system/Observation.crus", "system/AllergyIntolerance.crus", "system/MedicationRequest.rs"]),
        ["code_challenge_methods_supported"] = Json.Texts(["S256"]),
        ["capabilities"] = Json.Texts(["client-confidential-symmetric", "client-confidential-asymmetric", "permission-v1", "permission-v2"]),
    };
}
