using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Runs;
using Onboarding.Stages.LoadTest;
using Onboarding.Stages.LoadTest.Export;

namespace Portal.Glue;

/// <summary>A load test as files, for whoever may read the page.</summary>
public static class LoadTestEndpoint
{
    private const string JsonFile = "result.json";
    private const string CsvFile = "result.csv";

    public static string JsonPath(string slug, Guid run) => PathOf(slug, JsonFile, run);

    public static string CsvPath(string slug, Guid run) => PathOf(slug, CsvFile, run);

    public static void MapLoadTests(this IEndpointRouteBuilder routes)
    {
        var stage = $"/sites/{{slug}}/{Json.Word(Stage.LoadTest)}";
        routes.MapGet($"{stage}/{JsonFile}", (string slug, Guid? run, HttpContext http, LoadRuns runs, CancellationToken cancellation) =>
            AnswerAsync(slug, run, http, runs, "json", "application/json", LoadJson.Write, cancellation)).RequireAuthorization();
        routes.MapGet($"{stage}/{CsvFile}", (string slug, Guid? run, HttpContext http, LoadRuns runs, CancellationToken cancellation) =>
            AnswerAsync(slug, run, http, runs, "csv", "text/csv; charset=utf-8; header=present", LoadCsv.Write, cancellation)).RequireAuthorization();
    }

    private static string PathOf(string slug, string file, Guid run) => QueryHelpers.AddQueryString($"{SitePaths.Of(slug, Stage.LoadTest)}/{file}", "run", run.ToString("D"));

    private static async Task AnswerAsync(
        string slug, Guid? run, HttpContext http, LoadRuns runs, string extension, string type, Func<string, StageRun, LoadReport, string> write, CancellationToken cancellation)
    {
        if (await runs.FindAsync(slug, run, cancellation) is not { } view)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var body = Encoding.UTF8.GetBytes(write(view.Site.Name, view.Run, view.Report));
        http.Response.ContentType = type;
        http.Response.ContentLength = body.Length;
        var headers = http.Response.GetTypedHeaders();
        headers.CacheControl = new() { NoStore = true };
        headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = $"{view.Site.Slug}-load-test-run-{view.Run.Number}.{extension}" };
        await http.Response.Body.WriteAsync(body, cancellation);
    }
}
