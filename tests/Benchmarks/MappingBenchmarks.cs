using System.Text.Json;
using BenchmarkDotNet.Attributes;
using EhrAdapters.Mapping;
using Hl7.Fhir.Model;
using Task = System.Threading.Tasks.Task;

namespace Benchmarks;

/// <summary>Mapping alone, beside parsing the same patients' bytes as bare JSON.</summary>
[MemoryDiagnoser]
public class MappingBenchmarks
{
    private readonly Ward ward = new();
    private readonly List<Patient> patients = [];
    private IReadOnlyList<byte[]> bodies = [];

    [GlobalSetup]
    public async Task OpenAsync()
    {
        await ward.OpenAsync(patients: 100);
        bodies = await ward.BytesAsync();
        foreach (var id in ward.FhirIds)
            patients.Add((await ward.Adapter.ReadPatientAsync(id, CancellationToken.None)).Value!);
    }

    [GlobalCleanup]
    public async Task CloseAsync() => await ward.DisposeAsync();

    [Benchmark(Baseline = true)]
    public int BareJson()
    {
        var length = 0;
        foreach (var body in bodies)
        {
            using var document = JsonDocument.Parse(body);
            length += document.RootElement.GetRawText().Length;
        }

        return length;
    }

    [Benchmark]
    public int Map() => patients.Sum(patient => ward.Mapper.Map(patient, ward.Map, DataContract.Default).Fields.Count);
}
