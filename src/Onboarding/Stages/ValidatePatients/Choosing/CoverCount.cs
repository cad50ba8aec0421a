using EhrAdapters.Mapping;
using Hl7.Fhir.Model;
using Onboarding.Stages.Samples;

namespace Onboarding.Stages.ValidatePatients.Choosing;

/// <summary>Counts the kinds of patient among those that were read.</summary>
internal static class CoverCount
{
    private const int HardlyAny = 2;

    internal static PatientCover Of(SampleSet fetched, IReadOnlyList<MatrixPatient> kinds, IReadOnlyList<CellReading>? classes) => new()
    {
        Newborn = kinds.Count(patient => patient.Kind == PatientKinds.Newborn),
        Minor = kinds.Count(patient => patient.Kind == PatientKinds.Minor),
        Over89 = kinds.Count(patient => patient.Kind == PatientKinds.Over89),
        Merged = fetched.Found.Count(sample => ResourceIds.Read(() => IsMerged(sample.Resource!), false)),
        NearlyEmpty = fetched.Found.Count(sample => sample.Chart.Parts.Count > 0 && sample.Records.Count <= HardlyAny && sample.Chart.Parts.Values.All(part => part.Finding is null)),
        Encounters = new SortedDictionary<string, int>(
            (classes ?? []).SelectMany(patient => patient.Read.Records.Where(record => record.Outcome is FieldOutcome.Populated).Select(record => record.Value).OfType<string>().Distinct())
                .CountBy(code => code).ToDictionary(), StringComparer.Ordinal),
    };

    private static bool IsMerged(Patient patient) =>
        patient.Link.Any(link => link.Type is Patient.LinkType.Replaces or Patient.LinkType.ReplacedBy)
        || patient.Identifier.Any(identifier => identifier.Use is Identifier.IdentifierUse.Old || identifier.Period?.End is not null);
}
