using EhrAdapters;
using EhrAdapters.Diagnosis;

namespace Onboarding.Stages.LoadTest;

/// <summary>Finds out what can be asked for, one polite request after the other: patients that are there, kinds of record that we may see.</summary>
internal sealed class LoadPreparation(IEhrAdapter adapter, IReadOnlyList<TestPatient> named, Func<CancellationToken, Task<string?>> mayGoOn)
{
    private const int MostPatients = 50;

    /// <summary>The targets, why there are none, or why the look was stopped.</summary>
    public async Task<(LoadTargets? Targets, Finding? Fault, string? Stopped)> RunAsync(CancellationToken cancellationToken)
    {
        List<string> ids = [];
        List<string> mrns = [];
        Finding? first = null;
        foreach (var patient in named.Take(MostPatients))
        {
            if (await mayGoOn(cancellationToken) is { } reason)
                return (null, null, reason);
            var found = await IdsAsync(patient, cancellationToken);
            if (LoadSample.SaysTooMuch(found.Finding))
                return (null, found.Finding, null);
            first ??= found.Finding;
            ids.AddRange(found.Value ?? []);
            if (patient.Kind is TestPatientKind.Mrn && found.Value is { Count: > 0 })
                mrns.Add(patient.Value);
        }

        if (ids.Count == 0)
            return (null, first ?? FindingCatalog.Create(FindingCodes.ApiEmpty), null);
        List<string> types = [];
        foreach (var type in adapter.Profile.Records.Select(record => record.Type).Distinct())
        {
            if (await mayGoOn(cancellationToken) is { } reason)
                return (null, null, reason);
            var seen = await adapter.ProbeAsync(type, ids[0], cancellationToken);
            if (LoadSample.SaysTooMuch(seen.Finding))
                return (null, seen.Finding, null);
            if (seen.Succeeded)
                types.Add(type);
        }

        return (new([.. ids.Distinct().Take(MostPatients)], mrns, types) { Unserved = Unserved(mrns, types) }, null, null);
    }

    private Dictionary<LoadKind, string> Unserved(List<string> mrns, List<string> types)
    {
        var unserved = new Dictionary<LoadKind, string>();
        if (mrns.Count == 0)
            unserved[LoadKind.Search] = "No patient is named by MRN, so there are no look-ups.";
        if (types.Count == 0)
            unserved[LoadKind.Records] = "The hospital lets us see no kind of clinical record.";
        if (adapter.Connection.SignIn.Method is SignInMethod.None)
            unserved[LoadKind.Token] = "This server needs no sign-in.";
        return unserved;
    }

    // The FHIR ids of the named patients come first, so that reads ask for records that are there.
    private async Task<EhrResult<IReadOnlyList<string>>> IdsAsync(TestPatient patient, CancellationToken cancellationToken)
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
