using System.Text.Json.Nodes;
using EhrSimulator.Patients;
using EhrSimulator.Traffic;

namespace EhrSimulator.Vendors.Epic;

/// <summary>What an Epic server says about itself: software name, no publisher, no signing algorithms.</summary>
internal static class EpicConformance
{
    public static JsonObject Statement(Call call) => new()
    {
        ["resourceType"] = "CapabilityStatement",
        ["status"] = "active",
        ["experimental"] = false,
        ["date"] = "2026-05-12T00:00:00Z",
        ["copyright"] = "Copyright Epic 1979-2026",
        ["kind"] = "instance",
        ["instantiates"] = Json.Texts(["http://hl7.org/fhir/us/core/CapabilityStatement/us-core-server"]),
        ["software"] = new JsonObject { ["name"] = "Epic", ["version"] = "May 2026", ["releaseDate"] = "2026-05-12T00:00:00Z" },
        ["implementation"] = new JsonObject { ["description"] = $"{call.Profile.Name} Interconnect", ["url"] = call.FhirBase },
        ["fhirVersion"] = "4.0.1",
        ["format"] = Json.Texts(["xml", "json"]),
        ["rest"] = Json.List(Capability.Rest(call.TokenUrl,
            ["_id", "identifier", "family", "given", "name", "birthdate", "gender", "legal-sex", "telecom", "address", "address-city", "address-postalcode"],
            ["_id", "patient", "subject", "category", "code", "date"], "OAuth", "SMART-on-FHIR", "Basic")),
    };

    public static JsonObject Smart(Call call)
    {
        var oauth = call.TokenUrl[..^"/token".Length];
        return new()
        {
            ["issuer"] = oauth,
            ["authorization_endpoint"] = $"{oauth}/authorize",
            ["token_endpoint"] = call.TokenUrl,
            ["introspection_endpoint"] = $"{oauth}/introspect",
            ["token_endpoint_auth_methods_supported"] = Json.Texts(["client_secret_post", "client_secret_basic", "private_key_jwt"]),
            ["grant_types_supported"] = Json.Texts(["authorization_code", "client_credentials", "refresh_token"]),
            ["scopes_supported"] = Json.Texts(["openid", "fhirUser", "launch", "offline_access", "profile"]),
            ["response_types_supported"] = Json.Texts(["code"]),
            ["capabilities"] = Json.Texts(["client-confidential-symmetric", "client-confidential-asymmetric", "permission-v1", "permission-v2"]),
            ["code_challenge_methods_supported"] = Json.Texts(["S256"]),
        };
    }
}
