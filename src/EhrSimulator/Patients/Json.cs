using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EhrSimulator.Patients;

/// <summary>Small words for building FHIR out of JSON nodes.</summary>
internal static class Json
{
    public static readonly JsonSerializerOptions Wire = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Sets the property only where there is something to say: FHIR has no nulls and no empty arrays.</summary>
    public static JsonObject Put(this JsonObject target, string name, JsonNode? value)
    {
        if (value is not null and not JsonArray { Count: 0 }) target[name] = value;
        return target;
    }

    public static JsonArray List(params IEnumerable<JsonNode?> items) => new([.. items.Where(i => i is not null)]);

    public static JsonArray Texts(IEnumerable<string> items) => List(items.Select(i => (JsonNode?)JsonValue.Create(i)));

    public static JsonObject Coding(string system, string code, string? display = null) =>
        new JsonObject { ["system"] = system, ["code"] = code }.Put("display", display);

    public static JsonObject Concept(string? text, params IEnumerable<JsonNode> codings) =>
        new JsonObject().Put("coding", List(codings)).Put("text", text);

    public static JsonObject Extension(string url, string valueName, JsonNode value) => new() { ["url"] = url, [valueName] = value };

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public static byte[] Bytes(this JsonNode node) => JsonSerializer.SerializeToUtf8Bytes(node, Wire);
}
