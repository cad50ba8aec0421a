using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Onboarding.Stages.Samples.Charts;
using Patient = Hl7.Fhir.Model.Patient;
using Resource = Hl7.Fhir.Model.Resource;

namespace Onboarding.Stages.Samples;

/// <summary>One patient that the hospital named, as far as it could be read. Patient data: in memory only.</summary>
/// <param name="Number">From 1, in the hospital's order.</param>
/// <param name="Mrn">The MRN that the hospital named it by, or null.</param>
/// <param name="Resource">The patient itself.</param>
/// <param name="Finding">Why there is no resource; null exactly where there is one.</param>
public sealed record Sample(int Number, Patient? Resource, string? Mrn, Finding? Finding)
{
    /// <summary>Clinical records of the patient, as far as they were asked for and could be read.</summary>
    public IReadOnlyList<Resource> Records { get; init; } = [];

    /// <summary>What asking for each kind of record came to; empty where none was asked for.</summary>
    public PatientChart Chart { get; init; } = PatientChart.Empty;

    /// <summary>What a field of this type is read off: the patient, or the records of the type.</summary>
    public IEnumerable<Resource> Of(string resourceType) =>
        resourceType == ContractResources.Patient ? (Resource is null ? [] : [Resource]) : Records.Where(record => record.TypeName == resourceType);

    public override string ToString() => $"(patient {Number})";
}

/// <summary>The patients of one look, in the hospital's order.</summary>
/// <param name="Problem">What kept us from asking for any patient at all; null where we could ask.</param>
public sealed record SampleSet(IReadOnlyList<Sample> Samples, Finding? Problem = null)
{
    public IReadOnlyList<Sample> Found => [.. Samples.Where(sample => sample.Resource is not null)];

    public IReadOnlyList<Sample> Missing => [.. Samples.Where(sample => sample.Resource is null)];

    /// <summary>The types of clinical record that could not be read, with the first reason.</summary>
    public IReadOnlyDictionary<string, Finding> Unread => Samples.SelectMany(sample => sample.Chart.Parts).Where(part => part.Value.Finding is not null)
        .DistinctBy(part => part.Key).ToDictionary(part => part.Key, part => part.Value.Finding!, StringComparer.Ordinal);

    public override string ToString() => $"({Samples.Count} patients)";
}
