using System.Net.Http.Json;
using System.Text.Json;
using EhrAdapters;
using EhrAdapters.Mapping;
using EhrSimulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Resource = Hl7.Fhir.Model.Resource;

namespace Benchmarks;

/// <summary>A simulated hospital without sign-in, an adapter for it, and its patients as bytes: what every measure stands on.</summary>
internal sealed class Ward : IAsyncDisposable
{
    public const string Slug = "open-meadow";

    private readonly WebApplication simulator = SimulatorHost.Build(new SimulatorOptions { Urls = "http://127.0.0.1:0" });
    private readonly ServiceProvider services = new ServiceCollection().AddEhrAdapters().BuildServiceProvider();

    public HttpClient Http { get; } = new();

    public string Address { get; private set; } = "";

    public string BaseUrl { get; private set; } = "";

    public IReadOnlyList<string> FhirIds { get; private set; } = [];

    public IEhrAdapter Adapter { get; private set; } = null!;

    public IFieldMapper Mapper => services.GetRequiredService<IFieldMapper>();

    public FieldMap Map { get; private set; } = FieldMap.Empty;

    public async Task OpenAsync(int patients)
    {
        await simulator.StartAsync();
        Address = SimulatorHost.Address(simulator);
        var hospitals = await Http.GetFromJsonAsync<JsonElement>($"{Address}/hospitals");
        BaseUrl = hospitals.EnumerateArray().First(hospital => hospital.GetProperty("slug").GetString() == Slug).GetProperty("fhirBaseUrl").GetString()!;
        var connection = new Connection
        {
            Vendor = "fhir-r4", Environment = EhrEnvironment.Simulator, FhirBaseUrl = new(BaseUrl), AllowPrivateNetwork = ["127.0.0.1"],
        };
        Adapter = services.GetRequiredService<IEhrAdapterFactory>().Create(connection, ConnectionSecrets.None);
        var found = await Adapter.SearchPatientsAsync("_count=100", patients, CancellationToken.None);
        var samples = (found.Value ?? throw new InvalidOperationException(found.Finding!.Cause)).Select(patient => new SamplePatient(patient, null)).ToList();
        FhirIds = [.. samples.Select(sample => sample.Patient.Id!)];
        // Ten charts are enough to see where clinical fields stand.
        for (var at = 0; at < Math.Min(10, samples.Count); at++)
            samples[at] = samples[at] with { Records = await RecordsAsync(samples[at].Patient.Id!, 5) };
        Map = new()
        {
            Fields = [.. services.GetRequiredService<IMappingSuggester>().Suggest(connection, samples, DataContract.Default)
                .Select(suggestion => new FieldMapping { FieldId = suggestion.FieldId, Expression = suggestion.Expression, CodeMap = suggestion.CodeMap })],
        };
    }

    /// <summary>The clinical records of one patient, so many of each kind at most.</summary>
    public async Task<IReadOnlyList<Resource>> RecordsAsync(string id, int mostPerType)
    {
        var records = new List<Resource>();
        foreach (var type in ContractResources.Clinical)
            records.AddRange((await Adapter.ReadRecordsAsync(type, id, mostPerType, CancellationToken.None)).Value?.Records.Select(record => record.Resource) ?? []);
        return records;
    }

    public async Task<IReadOnlyList<byte[]>> BytesAsync()
    {
        var bodies = new List<byte[]>();
        foreach (var id in FhirIds)
            bodies.Add(await Http.GetByteArrayAsync($"{BaseUrl}/Patient/{id}"));
        return bodies;
    }

    public async ValueTask DisposeAsync()
    {
        Adapter?.Dispose();
        Http.Dispose();
        await services.DisposeAsync();
        await simulator.DisposeAsync();
    }
}
