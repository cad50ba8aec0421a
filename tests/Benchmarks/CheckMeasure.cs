using System.Diagnostics;
using System.Text;
using System.Text.Json;
using EhrAdapters.Mapping;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Onboarding.Sites;
using Onboarding.Stages;
using Onboarding.Stages.Samples;
using Onboarding.Stages.ValidatePatients;
using Onboarding.Stages.ValidatePatients.Records;
using Task = System.Threading.Tasks.Task;

namespace Benchmarks;

/// <summary>2,000 patients with their charts through mapping and checks, as validation does it, beside parsing the same bytes alone: bare JSON, and the FHIR SDK.</summary>
internal static class CheckMeasure
{
    private const int Patients = 2_000;
    private const int RecordsPerType = 3;

    private static readonly BaseFhirJsonSerializer Serializer = new(ModelInfo.ModelInspector);
    private static readonly BaseFhirJsonDeserializer Deserializer = new(ModelInfo.ModelInspector, new DeserializerSettings().UsingMode(DeserializationMode.Recoverable));

    public static async Task<object> MeasureAsync(Ward ward)
    {
        var charts = await ChartsAsync(ward);
        var (json, firely, map, structure) = (new Phase(), new Phase(), new Phase(), new Phase());
        var rounds = Patients / charts.Count;
        // The first round warms up and is not counted.
        for (var round = 0; round <= rounds; round++)
        {
            if (round == 1)
                (json, firely, map, structure) = (new(), new(), new(), new());
            json.Run(() => charts.ForEach(chart => chart.ForEach(body => JsonDocument.Parse(body).Dispose())));
            List<Sample> samples = [];
            firely.Run(() => samples = [.. charts.Select((chart, at) => Read(chart, at + 1))]);
            map.Run(() => Judge(ward, samples));
            structure.Run(() => StructureRows.Of(new(samples), (row, _) => row).Count());
        }

        var count = rounds * charts.Count;
        return new
        {
            measure = "mapping-and-checks",
            patients = count,
            recordsPerPatient = Math.Round(charts.Average(chart => chart.Count - 1.0), 1),
            patientsPerSecond = Math.Round(count / (map.Seconds + structure.Seconds)),
            mappingAndFieldChecksPerSecond = Math.Round(count / map.Seconds),
            structurePerSecond = Math.Round(count / structure.Seconds),
            firelyParsePerSecond = Math.Round(count / firely.Seconds),
            bareJsonPerSecond = Math.Round(count / json.Seconds),
            timesFirelyParse = Math.Round((map.Seconds + structure.Seconds) / firely.Seconds, 2),
            mappingTimesFirelyParse = Math.Round(map.Seconds / firely.Seconds, 2),
            allocatedBytesPerPatient = (map.Bytes + structure.Bytes) / count,
            mappingBytesPerPatient = map.Bytes / count,
            firelyBytesPerPatient = firely.Bytes / count,
            bareJsonBytesPerPatient = json.Bytes / count,
        };
    }

    private static async Task<List<List<byte[]>>> ChartsAsync(Ward ward)
    {
        List<List<byte[]>> charts = [];
        foreach (var id in ward.FhirIds)
        {
            List<Resource> chart = [(await ward.Adapter.ReadPatientAsync(id, CancellationToken.None)).Value!, .. await ward.RecordsAsync(id, RecordsPerType)];
            charts.Add(chart.ConvertAll(resource => Encoding.UTF8.GetBytes(Serializer.SerializeToString(resource))));
        }

        return charts;
    }

    private static Sample Read(List<byte[]> chart, int number)
    {
        var resources = chart.ConvertAll(body =>
        {
            var reader = new Utf8JsonReader(body);
            Deserializer.TryDeserializeResource(ref reader, out var resource, out _);
            return resource!;
        });
        return new(number, (Patient)resources[0], null, null) { Records = resources[1..] };
    }

    private static int Judge(Ward ward, IReadOnlyList<Sample> samples)
    {
        var readings = new CellReadings(ward.Mapper, ward.Map, DataContract.Default, samples);
        return FieldRows.All(DataContract.Default, ward.Map).Sum(field =>
        {
            var read = readings.Of(field);
            return new JudgedField(new FieldJudge(field, read, new Thresholds()), read, ward.Map.Find(field.Id)?.Expression).Matrix.Passed;
        });
    }

    private sealed class Phase
    {
        public double Seconds { get; private set; }

        public long Bytes { get; private set; }

        public void Run<T>(Func<T> work) => Run(() => { work(); });

        public void Run(Action work)
        {
            var (before, watch) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
            work();
            Seconds += watch.Elapsed.TotalSeconds;
            Bytes += GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
