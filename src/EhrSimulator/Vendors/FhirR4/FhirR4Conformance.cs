using System.Text.Json.Nodes;
using EhrSimulator.Hospitals;
using EhrSimulator.Patients;
using EhrSimulator.Traffic;

namespace EhrSimulator.Vendors.FhirR4;

/// <summary>What a plain server says about itself.</summary>
internal static class FhirR4Conformance
{
    public static JsonObject Statement(Call call)
    {
        var open = call.Profile.SignInMethods is [SignInMethod.None];
        return new()
        {
            ["resourceType"] = "CapabilityStatement",
            ["status"] = "active",
            ["date"] = "2026-01-15",
            ["publisher"] = call.Profile.Name,
            ["kind"] = "instance",
            ["software"] = new JsonObject { ["name"] = "Plain FHIR Server", ["version"] = "4.2.0" },
            ["implementation"] = new JsonObject { ["description"] = call.Profile.Name, ["url"] = call.FhirBase },
            ["fhirVersion"] = "4.0.1",
            ["format"] = Json.Texts(["application/fhir+json", "json"]),
            ["rest"] = Json.List(Capability.Rest(open ? null : call.TokenUrl,
                ["_id", "identifier", "name", "family", "given", "birthdate", "gender", "phone", "email", "address-postalcode"],
                ["_id", "patient", "subject"], "SMART-on-FHIR")),
        };
    }

    public static JsonObject Smart(Call call)
    {
        var signed = call.Profile.SignInMethods.Contains(SignInMethod.PrivateKeyJwt);
        var smart = new JsonObject
        {
            ["token_endpoint"] = call.TokenUrl,
            ["token_endpoint_auth_methods_supported"] = Json.Texts([signed ? "private_key_jwt" : "client_secret_post"]),
            ["grant_types_supported"] = Json.Texts(["client_credentials"]),
            ["scopes_supported"] = Json.Texts(["system/*.rs", "system/Patient.rs"]),
            ["capabilities"] = Json.Texts([signed ? "client-confidential-asymmetric" : "client-confidential-symmetric", "permission-v2"]),
        };
        if (signed) smart["token_endpoint_auth_signing_alg_values_supported"] = Json.Texts(["RS384", "ES384"]);
        return smart;
    }
}
