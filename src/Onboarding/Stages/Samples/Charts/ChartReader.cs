using System.Collections.Concurrent;

namespace Onboarding.Stages.Samples.Charts;

/// <summary>Reads the charts of the patients that are found, each patient once.</summary>
public sealed class ChartReader(HospitalVisit visit, IReadOnlyList<string> types)
{
    /// <summary>Records of one kind of one patient that are read at most: enough to see how a hospital writes them.</summary>
    public const int MostPerType = 50;

    private readonly ConcurrentDictionary<string, Lazy<Task<PatientChart>>> charts = new(StringComparer.Ordinal);

    /// <summary>The patient with its chart; one that was named twice is read once.</summary>
    public async Task<Sample> AddAsync(Sample sample, CancellationToken cancellationToken)
    {
        if (types.Count == 0 || ResourceIds.Of(sample.Resource) is not { } id)
            return sample;
        var chart = await charts.GetOrAdd(id, _ => new(() => ReadAsync(id, cancellationToken))).Value;
        return sample with
        {
            Chart = chart,
            Records = [.. types.SelectMany(type => chart.Parts[type].Records?.Records ?? []).Select(record => record.Resource)],
        };
    }

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
