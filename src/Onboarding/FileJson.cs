using System.ComponentModel;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Onboarding;

/// <summary>The one way a report is written as a JSON file, and the schema of what is written.</summary>
internal static class FileJson
{
    // Read by people too, and downloaded, never put into a page: umlauts stay what they are.
    private static readonly JsonSerializerOptions Options = new(Json.Options)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        NumberHandling = JsonNumberHandling.Strict,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    public static string Write<T>(T document) => JsonSerializer.Serialize(document, Options) + "\n";

    /// <summary>The schema, made from the very records that are written.</summary>
    public static string Schema<T>(string title, string version)
    {
        var schema = Options.GetJsonSchemaAsNode(typeof(T), new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Describe }).AsObject();
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", title);
        schema["properties"]!["schema"]!["const"] = version;
        return schema.ToJsonString(Options) + "\n";
    }

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode node)
    {
        if (node is not JsonObject schema)
            return node;
        if (context.TypeInfo.Kind is JsonTypeInfoKind.Object && schema.ContainsKey("properties"))
            schema["additionalProperties"] = false;
        if (context.PropertyInfo?.AttributeProvider is MemberInfo member && member.GetCustomAttribute<DescriptionAttribute>() is { } described)
            schema.Insert(0, "description", described.Description);
        return schema;
    }
}
