using EhrAdapters.Mapping.Completion;
using EhrAdapters.Mapping.Discovery;
using Hl7.Fhir.Model;
using Onboarding.Stages.MapFields.CodeMaps;
using Onboarding.Stages.Samples;

namespace Onboarding.Stages.MapFields.Survey;

/// <summary>What the samples carry, for as long as the page is open. Counted when somebody first looks; nothing of it is stored.</summary>
public sealed class SampleSurvey
{
    private readonly IReadOnlyList<Resource> records;
    private readonly CodeDisplays displays;
    private readonly Lazy<ElementTree> tree;
    private readonly Lazy<DiscoveryReport> report;
    private readonly Dictionary<string, IReadOnlyList<DiscoveredPlace>> places = new(StringComparer.Ordinal);

    internal SampleSurvey(IReadOnlyList<Sample> samples, CodeDisplays displays)
    {
        this.displays = displays;
        records = [.. samples.Select(sample => (Resource)sample.Resource!), .. samples.SelectMany(sample => sample.Records)];
        tree = new(() => ElementTree.Of(records));
        report = new(() => MappingDiscovery.Discover([.. records.OfType<Patient>()], [.. records.Where(record => record is not Patient)]));
    }

    /// <summary>The resource types that were read; the patient comes first.</summary>
    public IReadOnlyList<string> ResourceTypes => [.. tree.Value.ResourceTypes.OrderBy(type => type is not "Patient").ThenBy(type => type, StringComparer.Ordinal)];

    /// <summary>What was left out of the counts, in plain words.</summary>
    public IReadOnlyList<string> Notes => report.Value.Notes;

    public int Records(string resourceType) => tree.Value.Records(resourceType);

    /// <summary>How the expression may go on at the caret.</summary>
    public Completions Complete(string resourceType, string expression, int caret) => FhirPathCompletion.Complete(expression, caret, tree.Value, resourceType);

    /// <summary>The places that hold a value in records of this type.</summary>
    public IReadOnlyList<DiscoveredPlace> Places(string resourceType) =>
        places.TryGetValue(resourceType, out var known) ? known : places[resourceType] = [.. PlaceFinder.Find(records, tree.Value, report.Value, resourceType).Select(Guarded)];

    // What one patient's records alone call a code may have been typed about that patient.
    private DiscoveredPlace Guarded(DiscoveredPlace place) => place.Codes.All(code => code.Patients > 1 || code.Display is null) ? place : place with
    {
        Codes = [.. place.Codes.Select(code => code.Patients > 1 ? code : code with { Display = displays.Find(place.ResourceType, code.Code) })],
    };

    public override string ToString() => $"(survey of {records.Count} records)";
}
