using System.Globalization;
using CsvHelper;
using Onboarding.Runs;

namespace Onboarding.Stages.LoadTest.Export;

/// <summary>A load test as a table: one line per kind of request, then one per second of the timeline. RFC 4180, and nothing that a spreadsheet would run.</summary>
public static class LoadCsv
{
    private static readonly CsvWriterOptions Format = CsvWriterOptions.Default with { Injection = CsvInjection.Escape };

    private static readonly (string Head, Func<Line, object?> Value)[] Columns =
    [
        ("site", line => line.Site), ("run", line => line.Run), ("environment", line => line.Environment), ("part", line => line.Part), ("kind", line => line.Kind),
        ("second", line => line.Second), ("asked_per_second", line => line.Asked), ("rate_per_second", line => line.Rate), ("answers", line => line.Count), ("errors", line => line.Errors), ("in_flight", line => line.InFlight),
        ("p50_ms", line => line.Due?.P50), ("p90_ms", line => line.Due?.P90), ("p95_ms", line => line.Due?.P95), ("p99_ms", line => line.Due?.P99), ("max_ms", line => line.Due?.Max),
        ("sent_p50_ms", line => line.Sent?.P50), ("sent_p90_ms", line => line.Sent?.P90), ("sent_p95_ms", line => line.Sent?.P95), ("sent_p99_ms", line => line.Sent?.P99), ("sent_max_ms", line => line.Sent?.Max),
        ("happened", line => line.Happened),
    ];

    public static string Write(string site, StageRun run, LoadReport report)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(text, Format, leaveOpen: true))
        {
            Write(csv, Columns.Select(column => column.Head));
            var line = new Line(site, run.Number, run.Environment is { } environment ? Json.Word(environment) : null);
            foreach (var kind in report.Kinds)
                Write(csv, line with { Part = "kind", Kind = Json.Word(kind.Kind), Count = kind.Count, Errors = kind.Errors, Due = Shares.Of(kind.FromDue), Sent = Shares.Of(kind.FromSent) });
            foreach (var (point, before) in report.Points.Zip(report.Points.Select(point => (double?)point.Second).Prepend(null)))
            {
                var second = line with { Part = "second", Second = point.Second, Asked = point.Asked > 0 ? point.Asked : null, Rate = point.Rate, Errors = point.Errors, InFlight = point.InFlight, Happened = Happened(report, before, point.Second) };
                Write(csv, second with { Kind = "all", Due = Shares.Of(point.P50, point.P95, point.P99) });
                foreach (var (kind, latency) in point.Kinds.OrderBy(kind => kind.Key))
                    Write(csv, line with { Part = "second", Second = point.Second, Kind = Json.Word(kind), Due = Shares.Of(latency.P50, latency.P95, latency.P99) });
            }
        }

        return text.ToString();
    }

    private static void Write(CsvWriter csv, Line line) => Write(csv, Columns.Select(column => Convert.ToString(column.Value(line), CultureInfo.InvariantCulture)));

    private static void Write(CsvWriter csv, IEnumerable<string?> fields)
    {
        foreach (var field in fields)
            csv.WriteField(field);
        csv.EndRecord();
    }

    private static string? Happened(LoadReport report, double? after, double upTo) =>
        string.Join("; ", report.Marks.Where(mark => mark.Second > (after ?? double.NegativeInfinity) && mark.Second <= upTo).Select(mark => mark.Text)) is { Length: > 0 } marks ? marks : null;

    private sealed record Line(string Site, int Run, string? Environment)
    {
        public string Part { get; init; } = "";

        public string? Kind { get; init; }

        public double? Second { get; init; }

        public double? Asked { get; init; }

        public double? Rate { get; init; }

        public int? Count { get; init; }

        public int? Errors { get; init; }

        public int? InFlight { get; init; }

        public Shares? Due { get; init; }

        public Shares? Sent { get; init; }

        public string? Happened { get; init; }
    }

    // A timeline keeps fewer shares than the whole test.
    private sealed record Shares(double P50, double? P90, double P95, double P99, double? Max)
    {
        public static Shares Of(LatencyPercentiles all) => new(all.P50, all.P90, all.P95, all.P99, all.Max);

        public static Shares? Of(double p50, double p95, double p99) => p99 > 0 ? new(p50, null, p95, p99, null) : null;
    }
}
