using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using EhrAdapters.Diagnosis;
using Onboarding;
using Onboarding.Evidence;

namespace Portal.Cli;

/// <summary>The journey as one JSON document whose every key is always there.</summary>
internal static class OnboardJson
{
    private static readonly JsonSerializerOptions Options = new(Json.Options)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        WriteIndented = true,
        // It goes to a terminal or a file, never into a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(OnboardReport report) => JsonSerializer.Serialize(
        new
        {
            report.Site,
            Reached = Json.Word(report.Reached),
            Gate = Json.Word(report.Gate),
            Stages = report.Stages.Select(stage => new { Stage = Json.Word(stage.Stage), Verdict = Json.Word(stage.Verdict), Rows = stage.Rows.Select(Row) }),
        },
        Options);

    private static object Row(ResultRow row) => new
    {
        row.Code,
        row.Check,
        State = Json.Word(row.State),
        row.Measured,
        row.Limit,
        row.Sample,
        Owner = row.Owner is { } owner ? Json.Word(owner) : null,
        row.Message,
        Letter = row.Letter is { } letter ? new { letter.Subject, letter.Body } : null,
    };
}
