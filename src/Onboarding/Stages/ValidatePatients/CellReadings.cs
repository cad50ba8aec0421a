using EhrAdapters.Mapping;
using Onboarding.Stages.Samples;
using Resource = Hl7.Fhir.Model.Resource;

namespace Onboarding.Stages.ValidatePatients;

/// <summary>Reads every field off every record of every patient, each record once.</summary>
internal sealed class CellReadings
{
    private readonly IReadOnlyList<(Sample Sample, ILookup<string, NormalisedField> Fields)> patients;

    internal CellReadings(IFieldMapper mapper, FieldMap map, DataContract contract, IReadOnlyList<Sample> samples) =>
        patients = [.. samples.Select(sample => (sample, Read(mapper, map, contract, sample)))];

    /// <summary>One entry per patient, in their order.</summary>
    internal IReadOnlyList<CellReading> Of(ContractField field) => [.. patients.Select(patient => patient.Sample switch
    {
        { Resource: null } => CellReading.Of(Reach.NoPatient),
        var sample when sample.Chart.Parts.TryGetValue(field.ResourceType, out var part) && part.Finding is not null => CellReading.Of(Reach.Refused),
        var sample when !sample.Of(field.ResourceType).Any() => CellReading.Of(Reach.NoRecord),
        _ => new CellReading(Reach.Judged, new([.. patient.Fields[field.Id]])),
    })];

    private static ILookup<string, NormalisedField> Read(IFieldMapper mapper, FieldMap map, DataContract contract, Sample sample) =>
        (sample.Resource is null ? [] : (IEnumerable<Resource>)[sample.Resource, .. sample.Records])
            .SelectMany(record => FieldReading.Read(mapper, record, map, contract))
            .ToLookup(field => field.FieldId, StringComparer.Ordinal);
}
