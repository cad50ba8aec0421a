using System.ComponentModel;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Onboarding.Stages.ValidatePatients.Reports;

/// <summary>The report as a file for programs.</summary>
public sealed record ReportDocument
{
    /// <summary>Grows with every change that a reader would notice.</summary>
    public const string Version = "validation-report/2";

    [Description("The version of this format.")]
    public required string Schema { get; init; }

    [Description("The report.")]
    public required ValidationReport Report { get; init; }

    [Description("Against an earlier run; nothing where there is none.")]
    public ReportComparison? Comparison { get; init; }
}

/// <summary>Writes the report as JSON, and the schema of what it writes.</summary>
public static class ReportJson
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

    public static string Write(ValidationReport report, ReportComparison? comparison) =>
        JsonSerializer.Serialize(new ReportDocument { Schema = ReportDocument.Version, Report = report, Comparison = comparison }, Options) + "\n";

    /// <summary>The schema, made from the very records that are written; docs/validation-report.schema.json is held to it.</summary>
    public static string Schema()
    {
        var schema = Options.GetJsonSchemaAsNode(typeof(ReportDocument), new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Describe }).AsObject();
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "Validation report");
        schema["properties"]!["schema"]!["const"] = ReportDocument.Version;
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
