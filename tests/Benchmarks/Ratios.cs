using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Benchmarks.Load;
using EhrAdapters.Mapping;
using Portal.Cli;
using Patient = Hl7.Fhir.Model.Patient;
using Portal.E2E.Hosting;

namespace Benchmarks;

/// <summary>One JSON line per measure, each beside its yardstick in the same run: the machines are shared and noisy, a ratio is not.</summary>
internal static class Ratios
{
    public static async Task PrintAsync()
    {
        await using var ward = new Ward();
        await ward.OpenAsync(patients: 100);
        await FetchToNormalisedAsync(ward);
        Print(await CheckMeasure.MeasureAsync(ward));
        foreach (var hospital in LadderMeasure.Hospitals)
            Print(await LadderMeasure.HealthyAsync(ward, hospital));
        Print(await LadderMeasure.SilentAsync());
        await ValidateTenAsync(ward);
        Print(await DirectorySearch.MeasureAsync());
        await NewToLiveAsync(ward);
        await ColdStartAsync();
    }

    public static async Task PrintChecksAsync()
    {
        await using var ward = new Ward();
        await ward.OpenAsync(patients: 100);
        Print(await CheckMeasure.MeasureAsync(ward));
    }

    /// <summary>The validation of ten patients alone.</summary>
    public static async Task PrintValidationAsync()
    {
        await using var ward = new Ward();
        await ward.OpenAsync(patients: 10);
        await ValidateTenAsync(ward);
    }

    /// <summary>The load generator beside hey and wrk.</summary>
    public static Task PrintLoadAsync() => LoadMeasure.PrintAsync(Print);

    private static async Task ValidateTenAsync(Ward ward)
    {
        foreach (var hospital in LadderMeasure.Hospitals)
            Print(await ValidationMeasure.TenPatientsAsync(ward, hospital));
    }

    private static async Task FetchToNormalisedAsync(Ward ward)
    {
        var bodies = await ward.BytesAsync();
        for (var warm = 0; warm < 3; warm++)
        {
            await FetchAllAsync(ward);
            ParseAll(bodies);
        }

        var patients = await ReadAllAsync(ward);
        var (fetch, parse, plain, read, map) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
        long allocated = 0;
        for (var round = 0; round < 7; round++)
        {
            parse.Add(Seconds(() => ParseAll(bodies)));
            plain.Add(await SecondsAsync(() => ward.BytesAsync()));
            read.Add(await SecondsAsync(() => ReadAllAsync(ward)));
            map.Add(Seconds(() => MapAll(ward, patients)));
            var before = GC.GetTotalAllocatedBytes();
            fetch.Add(await SecondsAsync(() => FetchAllAsync(ward)));
            allocated = GC.GetTotalAllocatedBytes() - before;
        }

        var count = bodies.Count;
        var (fetchSeconds, parseSeconds, plainSeconds) = (Median(fetch), Median(parse), Median(plain));
        Print(new
        {
            measure = "fetch-to-normalised",
            patients = count,
            patientsPerSecond = Math.Round(count / fetchSeconds),
            bareJsonPatientsPerSecond = Math.Round(count / parseSeconds),
            bareGetPatientsPerSecond = Math.Round(count / plainSeconds),
            readPatientsPerSecond = Math.Round(count / Median(read)),
            mapPatientsPerSecond = Math.Round(count / Median(map)),
            timesBareJson = Math.Round(fetchSeconds / parseSeconds, 1),
            timesBareGet = Math.Round(fetchSeconds / plainSeconds, 2),
            allocatedBytesPerPatient = allocated / count,
        });
    }

    private static async Task NewToLiveAsync(Ward ward)
    {
        const int hold = 4;
        var file = await ward.Http.GetFromJsonAsync<JsonObject>($"{ward.Address}/hospitals/{Ward.Slug}/site.json");
        file!["load"] = new JsonObject { ["peakRequestsPerMinute"] = 2400, ["capRequestsPerMinute"] = 3600, ["holdSeconds"] = hold };
        var folder = Directory.CreateTempSubdirectory("new-to-live-");
        var path = Path.Combine(folder.FullName, "site.json");
        await File.WriteAllTextAsync(path, file.ToJsonString());
        var console = Console.Out;
        Console.SetOut(TextWriter.Null);
        var watch = Stopwatch.StartNew();
        var exit = await OnboardCommand.RunAsync(["onboard", path, "--json"]);
        watch.Stop();
        Console.SetOut(console);
        folder.Delete(recursive: true);
        var load = hold + (hold / 5.0);
        Print(new { measure = "new-to-live", exit, seconds = Math.Round(watch.Elapsed.TotalSeconds, 2), withoutLoadTime = Math.Round(watch.Elapsed.TotalSeconds - load, 2), loadSeconds = load });
    }

    private static async Task ColdStartAsync()
    {
        await using var portal = new PortalProcess(new Dictionary<string, string> { ["Simulator__Url"] = "http://127.0.0.1:0" });
        using var http = new HttpClient();
        var watch = Stopwatch.StartNew();
        await portal.StartAsync();
        var listening = watch.Elapsed;
        (await http.GetAsync($"{portal.Address}/sign-in")).EnsureSuccessStatusCode();
        Print(new { measure = "cold-start", firstPageSeconds = Math.Round(watch.Elapsed.TotalSeconds, 2), listeningSeconds = Math.Round(listening.TotalSeconds, 2), database = "new, migrated" });
    }

    private static async Task<IReadOnlyList<NormalisedRecord>> FetchAllAsync(Ward ward) => MapAll(ward, await ReadAllAsync(ward));

    private static async Task<IReadOnlyList<Patient>> ReadAllAsync(Ward ward)
    {
        var patients = new List<Patient>();
        foreach (var id in ward.FhirIds)
            patients.Add((await ward.Adapter.ReadPatientAsync(id, CancellationToken.None)).Value!);
        return patients;
    }

    private static List<NormalisedRecord> MapAll(Ward ward, IReadOnlyList<Patient> patients) =>
        [.. patients.Select(patient => ward.Mapper.Map(patient, ward.Map, DataContract.Default))];

    private static void ParseAll(IReadOnlyList<byte[]> bodies)
    {
        foreach (var body in bodies)
            JsonDocument.Parse(body).Dispose();
    }

    private static double Seconds(Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> SecondsAsync<T>(Func<Task<T>> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalSeconds;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }

    private static void Print<T>(T line) => Console.WriteLine(JsonSerializer.Serialize(line));
}
