using System.ComponentModel;

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
    public static string Write(ValidationReport report, ReportComparison? comparison) =>
        FileJson.Write(new ReportDocument { Schema = ReportDocument.Version, Report = report, Comparison = comparison });

    /// <summary>docs/validation-report.schema.json is held to it.</summary>
    public static string Schema() => FileJson.Schema<ReportDocument>("Validation report", ReportDocument.Version);
}
