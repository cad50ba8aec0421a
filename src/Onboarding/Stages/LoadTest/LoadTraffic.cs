using EhrAdapters;
using EhrAdapters.Diagnosis;

namespace Onboarding.Stages.LoadTest;

/// <summary>The requests of a load test: five reads by FHIR id, then one look-up by MRN, over the patients that the hospital named.</summary>
public sealed class LoadTraffic(IEhrAdapter adapter, IReadOnlyList<string> fhirIds, IReadOnlyList<string> mrns)
{
    /// <summary>One request in so many is a look-up.</summary>
    public const int LookUpEvery = 6;
    private const int MostPatients = 50;

    public int Patients => fhirIds.Count;

    public bool HasLookUps => mrns.Count > 0;

    public async Task<LoadAnswer> SendAsync(long number, CancellationToken cancellationToken)
    {
        if (HasLookUps && number % LookUpEvery == LookUpEvery - 1)
        {
            var found = await adapter.FindPatientsByMrnAsync(mrns[(int)(number / LookUpEvery % mrns.Count)], cancellationToken);
            return new(LoadKind.Search, found switch
            {
                { Finding: { } fault } => fault,
                { Value.Count: 0 } => FindingCatalog.Create(FindingCodes.ApiEmpty),
                _ => null,
            });
        }

        var read = await adapter.ReadPatientAsync(fhirIds[(int)(number % fhirIds.Count)], cancellationToken);
        return new(LoadKind.Read, read.Finding);
    }

    /// <summary>Finds the FHIR ids of the named patients first, so that reads ask for records that are there.</summary>
    public static async Task<EhrResult<LoadTraffic>> PrepareAsync(IEhrAdapter adapter, IReadOnlyList<TestPatient> named, CancellationToken cancellationToken)
    {
        List<string> ids = [];
        List<string> mrns = [];
        Finding? first = null;
        foreach (var patient in named.Take(MostPatients))
        {
            var found = await IdsAsync(adapter, patient, cancellationToken);
            first ??= found.Finding;
            ids.AddRange(found.Value ?? []);
            if (patient.Kind is TestPatientKind.Mrn && found.Value is { Count: > 0 })
                mrns.Add(patient.Value);
        }

        return ids.Count > 0 ? new LoadTraffic(adapter, [.. ids.Distinct().Take(MostPatients)], mrns) : first ?? FindingCatalog.Create(FindingCodes.ApiEmpty);
    }

    private static async Task<EhrResult<IReadOnlyList<string>>> IdsAsync(IEhrAdapter adapter, TestPatient patient, CancellationToken cancellationToken)
    {
        if (patient.Kind is TestPatientKind.FhirId)
        {
            var read = await adapter.ReadPatientAsync(patient.Value, cancellationToken);
            return read.Select<IReadOnlyList<string>>(_ => [patient.Value]);
        }

        var found = patient.Kind is TestPatientKind.Mrn
            ? await adapter.FindPatientsByMrnAsync(patient.Value, cancellationToken)
            : await adapter.SearchPatientsAsync(patient.Value, MostPatients, cancellationToken);
        return found.Select<IReadOnlyList<string>>(patients =>
            [.. patients.Select(candidate => candidate.Id).OfType<string>().Take(patient.Kind is TestPatientKind.Mrn ? 1 : MostPatients)]);
    }
}
