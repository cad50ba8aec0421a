using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using EhrAdapters;
using EhrSimulator;

namespace Benchmarks.Load;

/// <summary>The simulated hospitals in a process of their own, so that what the generator costs is the generator's.</summary>
internal sealed class SimulatorProcess : IAsyncDisposable
{
    /// <summary>The word that makes this program a simulator.</summary>
    public const string Word = "simulator-only";

    private const int Patients = 20;

    private readonly Process process;
    private readonly HttpClient http = new();

    private SimulatorProcess(Process process, string address) => (this.process, Address) = (process, address);

    public string Address { get; }

    public Connection Connection { get; private set; } = null!;

    public IReadOnlyList<string> FhirIds { get; private set; } = [];

    /// <summary>One patient's address, for tools that ask for one address only.</summary>
    public string PatientUrl => $"{Connection.FhirBaseUrl.AbsoluteUri.TrimEnd('/')}/Patient/{FhirIds[0]}";

    public static async Task<int> ServeAsync()
    {
        await using var simulator = SimulatorHost.Build(new SimulatorOptions { Urls = "http://127.0.0.1:0" });
        await simulator.StartAsync();
        Console.WriteLine(SimulatorHost.Address(simulator));
        // Until whoever started us closes our input.
        await Console.In.ReadToEndAsync();
        return 0;
    }

    public static async Task<SimulatorProcess> StartAsync()
    {
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. Self(), Word]) { RedirectStandardOutput = true, RedirectStandardInput = true })!;
        var simulator = new SimulatorProcess(process, (await process.StandardOutput.ReadLineAsync())!);
        var hospitals = await simulator.http.GetFromJsonAsync<JsonElement>($"{simulator.Address}/hospitals");
        var open = hospitals.EnumerateArray().First(hospital => hospital.GetProperty("slug").GetString() == Ward.Slug);
        simulator.Connection = new()
        {
            Vendor = "fhir-r4", Environment = EhrEnvironment.Simulator, FhirBaseUrl = new(open.GetProperty("fhirBaseUrl").GetString()!), AllowPrivateNetwork = ["127.0.0.1"],
        };
        using var adapter = new EhrAdapterFactory(TimeProvider.System).Create(simulator.Connection, ConnectionSecrets.None);
        simulator.FhirIds = [.. (await adapter.SearchPatientsAsync($"_count={Patients}", Patients, CancellationToken.None)).Value!.Select(patient => patient.Id!)];
        return simulator;
    }

    /// <summary>Turns dials; tells when the stalls began.</summary>
    public async Task<DateTimeOffset> DialAsync(object dials)
    {
        using var answer = await http.PatchAsJsonAsync($"{Address}/hospitals/{Ward.Slug}/dials", dials);
        var turned = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        return turned.TryGetProperty("stallFrom", out var from) && from.ValueKind is JsonValueKind.String ? from.GetDateTimeOffset() : default;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    // Started by dotnet the program is its first argument, started by its own host it is the host itself.
    private static string[] Self() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(SimulatorProcess).Assembly.Location] : [];
}
