using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using CsvHelper;
using EhrAdapters.Diagnosis;
using Onboarding.Stages.ValidatePatients.Reports;
using Xunit;

namespace Onboarding.Tests.Stages.ValidatePatients.Reports;

public sealed class ReportFilesTests
{
    private static readonly ValidationReport Report = ReportBench.Report(
        ReportBench.Field("name", CheckState.Passed, 10), ReportBench.Field("custom.ward", CheckState.Failed, 3, label: "=HYPERLINK(\"https://x.example\",\"Ward\"), east"));

    private static readonly ReportComparison Comparison = ReportComparison.Of(ReportBench.Report(ReportBench.Field("old", CheckState.Passed, 10)), Report, []);

    [Fact]
    public void Published_schema_is_the_one_of_the_writer() =>
        Assert.Equal(ReportJson.Schema(), File.ReadAllText(Here("validation-report.schema.json")));

    [Fact]
    public void Every_key_of_the_schema_is_documented() => Assert.Empty(Undescribed(JsonNode.Parse(ReportJson.Schema())!, "").Distinct());

    [Fact]
    public void Written_report_has_the_keys_that_the_schema_requires_and_no_others()
    {
        var schema = JsonNode.Parse(ReportJson.Schema())!.AsObject();
        var faults = new List<string>();

        Check(schema, JsonNode.Parse(ReportJson.Write(Report, Comparison)), schema, "", faults);

        Assert.Empty(faults);
    }

    [Fact]
    public void Checker_of_these_tests_finds_what_is_wrong()
    {
        var schema = JsonNode.Parse(ReportJson.Schema())!.AsObject();
        var document = JsonNode.Parse(ReportJson.Write(Report, Comparison))!;
        document["report"]!["verdict"] = "splendid";
        document["report"]!["patients"]!.AsObject().Remove("read");
        document["report"]!["fields"]![0]!["surname"] = "Oak";
        var faults = new List<string>();

        Check(schema, document, schema, "", faults);

        Assert.Equal(3, faults.Count);
    }

    [Fact]
    public void Table_has_a_line_per_field_by_rfc_4180_and_no_formula()
    {
        var text = ReportCsv.Write(Report, Comparison);

        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
        var lines = Read(text);
        Assert.Equal(["name", "custom.ward", "old"], lines.Select(line => line["id"]));
        Assert.Equal("'=HYPERLINK(\"https://x.example\",\"Ward\"), east", lines[1]["label"]);
        Assert.Equal(("failed", "3", "10", "new"), (lines[1]["state"], lines[1]["passed"], lines[1]["judged"], lines[1]["change"]));
        Assert.Equal(("10 of 10: at least 74 % with 95 % confidence", "29", "gone"), (lines[0]["proven"], lines[0]["patients for 90 %"], lines[2]["change"]));
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1+1")]
    [InlineData("\"=1\"\r\n=2")]
    public void Nothing_that_a_spreadsheet_would_run_begins_a_cell(string label)
    {
        var cell = Read(ReportCsv.Write(ReportBench.Report(ReportBench.Field("name", CheckState.Passed, 10, label: label)), null))[0]["label"];

        Assert.DoesNotContain(cell[0], "=+-@\t\r");
        Assert.EndsWith(label[^1].ToString(), cell, StringComparison.Ordinal);
    }

    private static List<Dictionary<string, string>> Read(string text)
    {
        using var csv = CsvReader.FromText(text);
        var lines = new List<Dictionary<string, string>>();
        while (csv.Read())
            lines.Add(ReportLine.Columns.ToDictionary(column => column.Head, column => csv.GetString(column.Head)));
        return lines;
    }

    private static IEnumerable<string> Undescribed(JsonNode node, string at) => node is not JsonObject schema ? [] :
    [
        .. (schema["properties"] as JsonObject ?? []).SelectMany(member =>
            (member.Value is JsonObject described && described.ContainsKey("description") ? Enumerable.Empty<string>() : [$"{at}/{member.Key}"]).Concat(Undescribed(member.Value!, $"{at}/{member.Key}"))),
        .. schema["items"] is { } items ? Undescribed(items, at) : [],
    ];

    // As much of JSON Schema as the exporter writes.
    private static void Check(JsonObject root, JsonNode? value, JsonNode schemaNode, string at, List<string> faults)
    {
        var schema = Resolved(root, schemaNode);
        switch (value)
        {
            case JsonObject found:
                faults.AddRange((schema["required"]?.AsArray() ?? []).Select(key => (string)key!).Where(key => !found.ContainsKey(key)).Select(key => $"{at}/{key} is missing"));
                foreach (var (key, member) in found)
                {
                    if (schema["properties"]?[key] is { } known)
                        Check(root, member, known, $"{at}/{key}", faults);
                    else if (schema["additionalProperties"] is JsonObject any)
                        Check(root, member, any, $"{at}/{key}", faults);
                    else
                        faults.Add($"{at}/{key} is unknown");
                }

                break;
            case JsonArray list:
                foreach (var entry in list)
                    Check(root, entry, schema["items"]!, $"{at}[]", faults);
                break;
            default:
                if (schema["enum"] is JsonArray words && !words.Any(word => JsonNode.DeepEquals(word, value)))
                    faults.Add($"{at} is no known word");
                break;
        }
    }

    private static JsonObject Resolved(JsonObject root, JsonNode schema) => schema["$ref"] is { } pointer
        ? ((string)pointer!).Split('/').Skip(1).Aggregate((JsonNode)root, (node, step) => node is JsonArray list ? list[int.Parse(step, CultureInfo.InvariantCulture)]! : node[step]!).AsObject()
        : schema.AsObject();

    private static string Here(string file, [CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "..", "..", "..", "docs", file));
}
