using System.Collections.Concurrent;
using Patient = Hl7.Fhir.Model.Patient;

namespace Onboarding.Stages.Samples.Charts;

/// <summary>Reads the charts of the patients that are found, each patient once.</summary>
public sealed class ChartReader(HospitalVisit visit, IReadOnlyList<string> types)
{
    /// <summary>Records of one kind of one patient that are read at most: enough to see how a hospital writes them.</summary>
    public const int MostPerType = 50;

    private readonly ConcurrentDictionary<string, Lazy<Task<PatientChart>>> charts = new(StringComparer.Ordinal);

    /// <summary>Reads a patient's chart, or waits for who is reading it.</summary>
    public async Task<PatientChart> ReadAsync(Patient patient, CancellationToken cancellationToken) => ResourceIds.Of(patient) is { } id
        ? await charts.GetOrAdd(id, _ => new(() => ReadAsync(id, cancellationToken))).Value
        : PatientChart.Empty;

    private async Task<PatientChart> ReadAsync(string id, CancellationToken cancellationToken)
    {
        var parts = await Task.WhenAll(types.Select(async type =>
        {
            var answer = await visit.AskAsync((adapter, stop) => adapter.ReadRecordsAsync(type, id, MostPerType, stop), cancellationToken);
            return (type, new ChartPart(answer.Value, answer.Finding));
        }));
        return new(parts.ToDictionary(part => part.type, part => part.Item2, StringComparer.Ordinal));
    }
}
