using System.Globalization;
using CsvHelper;

namespace Onboarding.Stages.ValidatePatients.Reports;

/// <summary>The report as a table, one line per field and per other check: RFC 4180, and nothing that a spreadsheet would run.</summary>
public static class ReportCsv
{
    private static readonly CsvWriterOptions Format = CsvWriterOptions.Default with { Injection = CsvInjection.Escape };

    public static string Write(ValidationReport report, ReportComparison? comparison)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(text, Format, leaveOpen: true))
        {
            Write(csv, ReportLine.Columns.Select(column => column.Head));
            foreach (var line in Lines(report, comparison))
                Write(csv, ReportLine.Columns.Select(column => column.Value(line)));
        }

        return text.ToString();
    }

    private static void Write(CsvWriter csv, IEnumerable<string?> fields)
    {
        foreach (var field in fields)
            csv.WriteField(field);
        csv.EndRecord();
    }

    private static IEnumerable<ReportLine> Lines(ValidationReport report, ReportComparison? comparison)
    {
        var changes = comparison?.Fields.ToDictionary(change => change.FieldId) ?? [];
        return
        [
            .. report.Fields.Select(field => Line(report, field, changes.GetValueOrDefault(field.FieldId), comparison)),
            .. changes.Values.Where(change => change.Move is FieldMove.Gone).Select(change => Gone(report, change, comparison!)),
            .. report.Others.Select(check => Line(report, check)),
        ];
    }

    private static ReportLine Line(ValidationReport report, ReportField field, FieldChange? change, ReportComparison? comparison) => new()
    {
        Site = report.Site,
        Run = report.Run.Number,
        Kind = "field",
        Id = field.FieldId,
        Label = field.Label,
        Requirement = Json.Word(field.Requirement),
        State = Json.Word(field.State),
        Passed = field.Passed,
        Judged = field.Judged,
        Limit = field.Limit,
        Proven = field.Claim?.Words,
        For90 = Needed(field, 0.90),
        For95 = Needed(field, 0.95),
        For99 = Needed(field, 0.99),
        Cause = field.CausedBy,
        Reason = field.Reason,
        Gaps = field.Gaps,
        Owner = field.Owner is { } owner ? Json.Word(owner) : null,
        NextStep = field.NextStep,
        Against = comparison?.Before.Number,
        Move = comparison is null ? null : Json.Word(change?.Move ?? FieldMove.Same),
        Before = change?.MeasuredBefore,
    };

    private static ReportLine Gone(ValidationReport report, FieldChange change, ReportComparison comparison) => new()
    {
        Site = report.Site, Run = report.Run.Number, Kind = "field", Id = change.FieldId, Label = change.Label,
        Against = comparison.Before.Number, Move = Json.Word(change.Move), Before = change.MeasuredBefore,
    };

    private static ReportLine Line(ValidationReport report, ReportCheck check) => new()
    {
        Site = report.Site,
        Run = report.Run.Number,
        Kind = "check",
        Id = check.Code,
        Label = check.Check,
        State = Json.Word(check.State),
        Limit = check.Limit,
        Reason = check.Message,
        Gaps = check.Details.Count == 0 ? check.Measured : $"{check.Measured}. {string.Join("; ", check.Details)}",
        Owner = check.Owner is { } owner ? Json.Word(owner) : null,
        NextStep = check.NextStep,
    };

    private static int? Needed(ReportField field, double share) => field.Claim?.Needed.FirstOrDefault(needed => needed.Share == share)?.Patients;
}
