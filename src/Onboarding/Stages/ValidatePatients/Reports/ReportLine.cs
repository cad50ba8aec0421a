using System.Globalization;

namespace Onboarding.Stages.ValidatePatients.Reports;

/// <summary>One line of the report as a table.</summary>
internal sealed record ReportLine
{
    /// <summary>The columns from left to right, each with its head.</summary>
    internal static readonly IReadOnlyList<(string Head, Func<ReportLine, string?> Value)> Columns =
    [
        ("site", line => line.Site),
        ("run", line => Text(line.Run)),
        ("kind", line => line.Kind),
        ("id", line => line.Id),
        ("label", line => line.Label),
        ("requirement", line => line.Requirement),
        ("state", line => line.State),
        ("passed", line => Text(line.Passed)),
        ("judged", line => Text(line.Judged)),
        ("limit", line => line.Limit),
        ("proven", line => line.Proven),
        ("patients for 90 %", line => Text(line.For90)),
        ("patients for 95 %", line => Text(line.For95)),
        ("patients for 99 %", line => Text(line.For99)),
        ("cause", line => line.Cause),
        ("reason", line => line.Reason),
        ("found", line => line.Gaps),
        ("owner", line => line.Owner),
        ("next step", line => line.NextStep),
        ("compared with run", line => Text(line.Against)),
        ("change", line => line.Move),
        ("before", line => line.Before),
    ];

    public required string Site { get; init; }

    public required int Run { get; init; }

    public required string Kind { get; init; }

    public required string Id { get; init; }

    public required string Label { get; init; }

    public string? Requirement { get; init; }

    public string? State { get; init; }

    public int? Passed { get; init; }

    public int? Judged { get; init; }

    public string? Limit { get; init; }

    public string? Proven { get; init; }

    public int? For90 { get; init; }

    public int? For95 { get; init; }

    public int? For99 { get; init; }

    public string? Cause { get; init; }

    public string? Reason { get; init; }

    public string? Gaps { get; init; }

    public string? Owner { get; init; }

    public string? NextStep { get; init; }

    public int? Against { get; init; }

    public string? Move { get; init; }

    public string? Before { get; init; }

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
