using System.Text;
using EhrAdapters;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Task = System.Threading.Tasks.Task;

namespace Onboarding.Tests.Support;

/// <summary>A FHIR server that sends the bytes it is told to; three good patients with charts, unless something is told of them.</summary>
internal sealed class FuzzedHospital : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Dictionary<string, byte[]> answers = new(StringComparer.Ordinal);

    private FuzzedHospital(WebApplication app) => this.app = app;

    public Connection Connection { get; private set; } = Samples.Connection;

    public static async Task<FuzzedHospital> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var hospital = new FuzzedHospital(builder.Build());
        hospital.app.MapGet("/r4/{type}/{id}", (HttpContext http, string type, string id) => hospital.AnswerAsync(http, $"{type}/{id}"));
        hospital.app.MapGet("/r4/{type}", (HttpContext http, string type) => hospital.AnswerAsync(http, $"{type}?{http.Request.Query["patient"]}{http.Request.Query["identifier"]}"));
        foreach (var patient in Samples.Patients(3))
            hospital.Say($"Patient/{patient.Id}", patient.ToJson());
        var charts = Charts.Of(3);
        hospital.Say(Charts.Clinician, charts[0].ToJson());
        for (var patient = 1; patient <= 3; patient++)
        {
            foreach (var type in charts.Skip(1).GroupBy(record => record.TypeName))
                hospital.Say($"{type.Key}?p-{patient}", Bundle([.. type.Where(record => record.Id!.StartsWith($"p-{patient}-", StringComparison.Ordinal)).Select(record => record.ToJson())]));
        }

        await hospital.app.StartAsync();
        hospital.Connection = Samples.Connection with { FhirBaseUrl = new(hospital.app.Urls.First() + "/r4"), Environment = EhrEnvironment.Simulator, AllowPrivateNetwork = ["127.0.0.1"] };
        return hospital;
    }

    public void Say(string path, string body) => Say(path, Encoding.UTF8.GetBytes(body));

    public void Say(string path, byte[] body) => answers[path] = body;

    public static string Bundle(params string[] records) =>
        $$"""{"resourceType":"Bundle","type":"searchset","entry":[{{string.Join(',', records.Select(record => $$"""{"resource":{{record}},"search":{"mode":"match"} }"""))}}]}""";

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private Task AnswerAsync(HttpContext http, string path)
    {
        if (!answers.TryGetValue(path, out var body))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            body = """{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"not-found"}]}"""u8.ToArray();
        }

        http.Response.ContentType = "application/fhir+json";
        return http.Response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    }
}
