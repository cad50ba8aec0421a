using System.Collections.Concurrent;
using EhrAdapters;
using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Resource = Hl7.Fhir.Model.Resource;

namespace Onboarding.Stages.Samples;

/// <summary>Reads a few clinical records of each sample patient, no more searches at once than the vendor's profile allows.</summary>
internal static class SampleRecords
{
    /// <summary>One page: enough to see where a value stands.</summary>
    private const int PerType = 20;

    /// <summary>The clinical resource types that the contract asks for.</summary>
    internal static IReadOnlyList<string> TypesOf(DataContract contract) => [.. ContractResources.Clinical.Where(type => contract.Of(type).Any())];

    /// <param name="ask">Answers what breaks on our side with a finding.</param>
    internal static async Task<SampleSet> AddAsync(
        SampleSet patients, IEhrAdapter adapter, IReadOnlyList<string> types, Func<IEhrAdapter, Func<IEhrAdapter, CancellationToken, Task<Finding?>>, CancellationToken, Task<Finding?>> ask, CancellationToken cancellationToken)
    {
        var searches = patients.Found.SelectMany(sample => types.Select(type => (Sample: sample, Type: type))).ToList();
        var answers = new IReadOnlyList<Resource>[searches.Count];
        var unread = new ConcurrentDictionary<string, Finding>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, adapter.Profile.ParallelSearches), CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, searches.Count, parallel, async (at, stop) =>
        {
            var (sample, type) = searches[at];
            answers[at] = [];
            // What was refused once is refused for everybody; asking on would only cost the hospital.
            if (unread.ContainsKey(type) || string.IsNullOrEmpty(sample.Resource!.Id))
                return;
            var finding = await ask(adapter, async (asked, token) =>
            {
                var read = await asked.ReadRecordsAsync(type, sample.Resource.Id, PerType, token);
                answers[at] = read.Value is { } found ? [.. found.Records.Select(record => record.Resource)] : [];
                return read.Finding;
            }, stop);
            if (finding is not null)
                unread.TryAdd(type, finding);
        });
        var bySample = searches.Zip(answers).ToLookup(pair => pair.First.Sample.Number, pair => pair.Second);
        return patients with
        {
            Samples = [.. patients.Samples.Select(sample => sample with { Records = [.. bySample[sample.Number].SelectMany(records => records)] })],
            Unread = unread,
        };
    }
}
