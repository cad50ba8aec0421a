using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Stages.ValidatePatients.Reports;

namespace Portal.Glue;

/// <summary>The validation report as files, for whoever may read the page.</summary>
public static class ReportEndpoint
{
    private const string JsonFile = "report.json";
    private const string CsvFile = "report.csv";

    public static string JsonPath(string slug, Guid run, Guid? with) => PathOf(slug, JsonFile, run, with);

    public static string CsvPath(string slug, Guid run, Guid? with) => PathOf(slug, CsvFile, run, with);

    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        var stage = $"/sites/{{slug}}/{Json.Word(Stage.ValidatePatients)}";
        routes.MapGet($"{stage}/{JsonFile}", (string slug, Guid? run, Guid? with, HttpContext http, ValidationReports reports, CancellationToken cancellation) =>
            AnswerAsync(slug, run, with, http, reports, "json", "application/json", ReportJson.Write, cancellation)).RequireAuthorization();
        routes.MapGet($"{stage}/{CsvFile}", (string slug, Guid? run, Guid? with, HttpContext http, ValidationReports reports, CancellationToken cancellation) =>
            AnswerAsync(slug, run, with, http, reports, "csv", "text/csv; charset=utf-8; header=present", ReportCsv.Write, cancellation)).RequireAuthorization();
    }

    internal static string PathOf(string slug, string what, Guid? run, Guid? with)
    {
        var path = $"{SitePaths.Of(slug, Stage.ValidatePatients)}/{what}";
        if (run is { } shown)
            path = QueryHelpers.AddQueryString(path, "run", shown.ToString("D"));
        return with is { } other ? QueryHelpers.AddQueryString(path, "with", other.ToString("D")) : path;
    }

    private static async Task AnswerAsync(
        string slug, Guid? run, Guid? with, HttpContext http, ValidationReports reports, string extension, string type,
        Func<ValidationReport, ReportComparison?, string> write, CancellationToken cancellation)
    {
        if (await reports.FindAsync(slug, run, with, cancellation) is not { } view)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var body = Encoding.UTF8.GetBytes(write(view.Report, view.Comparison));
        http.Response.ContentType = type;
        http.Response.ContentLength = body.Length;
        var headers = http.Response.GetTypedHeaders();
        headers.CacheControl = new() { NoStore = true };
        headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = $"{view.Site.Slug}-validation-run-{view.Report.Run.Number}.{extension}" };
        await http.Response.Body.WriteAsync(body, cancellation);
    }
}
