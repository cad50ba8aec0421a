using EhrAdapters.Mapping.Discovery;
using Hl7.Fhir.Model;

namespace EhrAdapters.Mapping.Suggestions;

/// <summary>Which pools of numbers may be the hospital's own, and which are plainly somebody else's.</summary>
internal sealed class OwnPools(DiscoveryReport discovered, Func<Patient, string, string?> number)
{
    private readonly List<string> others = [.. Kinds(discovered).Where(kind => TopicWords.IsOtherPool(kind.TypeText, kind.System)).Select(kind => kind.Expression!)];

    /// <summary>Places of numbers that everybody has one of, that no two share, and whose words say medical record.</summary>
    internal IReadOnlyList<string> Own { get; } =
    [
        .. Kinds(discovered)
            .Where(kind => kind.Unique && kind.Seen.Patients == discovered.Patients && TopicWords.IsRecordNumber(kind.TypeText, kind.System) && !TopicWords.IsOtherPool(kind.TypeText, kind.System))
            .Select(kind => kind.Expression!),
    ];

    /// <summary>True where the place reads another pool's numbers.</summary>
    internal bool IsAnother(string place, IReadOnlyList<SamplePatient> samples) => Reads(place, others, samples);

    /// <summary>True where the place reads the numbers of a pool that says it is the hospital's own, or where none says so and it is not another.</summary>
    internal bool MayBeOwn(string place, IReadOnlyList<SamplePatient> samples) =>
        Own.Count > 0 ? Reads(place, Own, samples) : !IsAnother(place, samples);

    private bool Reads(string place, IReadOnlyList<string> pools, IReadOnlyList<SamplePatient> samples)
    {
        var read = samples.Select(sample => (sample.Patient, Number: number(sample.Patient, place))).Where(pair => pair.Number is not null).ToList();
        return read.Count > 0 && pools.Any(other => read.TrueForAll(pair => number(pair.Patient, other) == pair.Number));
    }

    private static IEnumerable<DiscoveredIdentifier> Kinds(DiscoveryReport discovered) =>
        discovered.Identifiers.Where(kind => kind is { Resource: "Patient", Expression: not null });
}
