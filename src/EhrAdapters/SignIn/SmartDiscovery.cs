using System.Text.Json;
using EhrAdapters.Diagnosis;
using EhrAdapters.Http;
using EhrAdapters.Mapping;
using CapabilityStatement = Hl7.Fhir.Model.CapabilityStatement;

namespace EhrAdapters.SignIn;

/// <summary>Reads what a server publishes about signing in.</summary>
internal static class SmartDiscovery
{
    public const string Path = ".well-known/smart-configuration";

    private const string OAuthUris = "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris";

    /// <summary>Reads the SMART configuration; members of the wrong type count as missing. Null where it is no JSON object.</summary>
    public static SmartConfiguration? Read(HttpAnswer answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer.Body);
            var root = document.RootElement;
            if (root.ValueKind is not JsonValueKind.Object)
                return null;
            return new SmartConfiguration
            {
                TokenEndpoint = Address(root, answer.Address),
                TokenEndpointAuthMethods = Words(root, "token_endpoint_auth_methods_supported"),
                SigningAlgorithms = Words(root, "token_endpoint_auth_signing_alg_values_supported"),
                GrantTypes = Words(root, "grant_types_supported"),
                Scopes = Words(root, "scopes_supported"),
                Capabilities = Words(root, "capabilities"),
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The token endpoint in a CapabilityStatement's security extension, as servers before SMART 2 publish it.</summary>
    public static Uri? TokenEndpoint(CapabilityStatement statement) => OddData.Read(() => statement.Rest
        .SelectMany(rest => rest.Security?.Extension ?? [])
        .Where(extension => extension.Url == OAuthUris)
        .SelectMany(extension => extension.Extension)
        .Where(extension => extension.Url == "token")
        .Select(extension => (extension.Value as Hl7.Fhir.Model.FhirUri)?.Value ?? (extension.Value as Hl7.Fhir.Model.FhirUrl)?.Value)
        .Select(text => Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri : null)
        .FirstOrDefault(uri => uri is not null), null);

    /// <summary>Refuses a token endpoint that would carry our proof in the clear while the FHIR server is encrypted.</summary>
    public static Finding? Refuse(Uri tokenEndpoint, Connection connection)
    {
        var safe = tokenEndpoint.Scheme == Uri.UriSchemeHttps || (tokenEndpoint.Scheme == Uri.UriSchemeHttp && connection.FhirBaseUrl.Scheme == Uri.UriSchemeHttp);
        return safe ? null : FindingCatalog.Create(
            FindingCodes.CfgOption,
            [new("Token endpoint", tokenEndpoint.GetLeftPart(UriPartial.Path))],
            new Dictionary<string, string> { ["setting"] = "The token URL", ["problem"] = "it is not encrypted (https)" },
            Confidence.Certain);
    }

    private static Uri? Address(JsonElement root, Uri published) =>
        root.TryGetProperty("token_endpoint", out var value) && value.ValueKind is JsonValueKind.String
            && Uri.TryCreate(published, value.GetString(), out var uri) && uri.Scheme is "http" or "https" ? uri : null;

    private static string[] Words(JsonElement root, string name) =>
        root.TryGetProperty(name, out var list) && list.ValueKind is JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(item => item.ValueKind is JsonValueKind.String).Select(item => item.GetString()!)]
            : [];
}
