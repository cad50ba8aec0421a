using System.Text.Json.Nodes;
using EhrSimulator.Patients;
using EhrSimulator.Traffic;

namespace EhrSimulator.Vendors.OracleHealth;

/// <summary>What Millennium says about itself: publisher and name, but no software.</summary>
internal static class OracleConformance
{
    private static readonly string[] Types = ["Patient", .. VendorApi.ClinicalTypes];

    public static JsonObject Statement(Call call) => new()
    {
        ["resourceType"] = "CapabilityStatement",
        ["url"] = $"{call.FhirBase}/metadata",
        ["name"] = "OracleHealthCapabilityStatement",
        ["title"] = "Oracle Health Capability Statement",
        ["status"] = "active",
        ["date"] = "2026-08-14",
        ["publisher"] = "Oracle Health",
        ["description"] = "Oracle Health implementation of FHIR on top of Millennium",
        ["kind"] = "instance",
        ["instantiates"] = Json.Texts(["http://hl7.org/fhir/us/core/CapabilityStatement/us-core-server"]),
        ["implementation"] = new JsonObject { ["description"] = "Oracle Health implementation of FHIR on top of Millennium", ["url"] = call.FhirBase },
        ["fhirVersion"] = "4.0.1",
        ["format"] = Json.Texts(["json", "application/fhir+json"]),
        ["rest"] = Json.List(Capability.Rest(call.TokenUrl,
            ["_id", "identifier", "name", "family", "given", "birthdate", "gender", "phone", "email", "address-postalcode"],
            ["_id", "patient", "subject", "date"], "SMART-on-FHIR")),
    };

    public static JsonObject Smart(Call call)
    {
        var tenant = $"{call.Root}/tenants/{call.Profile.Tenant}";
        return new()
        {
            ["issuer"] = tenant,
            ["authorization_endpoint"] = $"{tenant}/protocols/oauth2/profiles/smart-v1/personas/provider/authorize",
            ["token_endpoint"] = call.TokenUrl,
            ["token_endpoint_auth_methods_supported"] = Json.Texts(["client_secret_basic", "private_key_jwt"]),
            ["token_endpoint_auth_signing_alg_values_supported"] = Json.Texts(["RS384", "ES384"]),
            ["grant_types_supported"] = Json.Texts(["authorization_code", "client_credentials"]),
            ["scopes_supported"] = Json.Texts(["fhirUser", "launch", "openid", .. Types.Select(t => $"system/{t}.read"), .. Types.Select(t => $"system/{t}.rs")]),
            ["response_types_supported"] = Json.Texts(["code"]),
            ["capabilities"] = Json.Texts(["client-confidential-symmetric", "client-confidential-asymmetric", "permission-v1", "permission-v2"]),
        };
    }
}
