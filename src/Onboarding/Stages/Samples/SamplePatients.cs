using System.Globalization;
using EhrAdapters;
using EhrAdapters.Diagnosis;
using Microsoft.Extensions.Logging;
using Onboarding.Stages.Samples.Charts;
using Patient = Hl7.Fhir.Model.Patient;

namespace Onboarding.Stages.Samples;

/// <summary>Fetches the patients that the hospital named: a few at a time, in order, and one finding for each that is not there.</summary>
public sealed class SamplePatients(IEhrAdapterFactory adapters, ILogger<SamplePatients> logger)
{
    internal static readonly Finding UnknownVendor = FindingCatalog.Create(
        FindingCodes.CfgOption,
        words: new Dictionary<string, string> { ["setting"] = "The EHR vendor", ["problem"] = "no vendor of that name is known" });

    /// <param name="most">No more patients than this, whatever a search finds.</param>
    /// <param name="isAsked">Tells whether a candidate is the patient with the MRN that was asked for.</param>
    /// <param name="fetched">Told how many of the named patients are done.</param>
    public Task<SampleSet> FetchAsync(
        Connection connection,
        ConnectionSecrets secrets,
        IReadOnlyList<TestPatient> named,
        int most,
        Func<Patient, string, bool> isAsked,
        Action<int>? fetched,
        CancellationToken cancellationToken) =>
        FetchAsync(connection, secrets, named, most, [], isAsked, fetched, cancellationToken);

    /// <summary>The same, and the clinical records of each patient.</summary>
    /// <param name="recordTypes">The FHIR resource types of the records.</param>
    public async Task<SampleSet> FetchAsync(
        Connection connection,
        ConnectionSecrets secrets,
        IReadOnlyList<TestPatient> named,
        int most,
        IReadOnlyList<string> recordTypes,
        Func<Patient, string, bool> isAsked,
        Action<int>? fetched,
        CancellationToken cancellationToken)
    {
        if (Open(connection, secrets) is not { } opened)
            return new([], UnknownVendor);
        using var visit = opened;
        return await FetchAsync(visit, named, most, recordTypes, isAsked, fetched, cancellationToken);
    }

    /// <summary>Begins a conversation with the hospital; null where no such vendor is known.</summary>
    public HospitalVisit? Open(Connection connection, ConnectionSecrets secrets) =>
        adapters.FindProfile(connection.Vendor) is null ? null : new(adapters.Create(connection, secrets), logger);

    /// <summary>The same within a conversation that goes on afterwards.</summary>
    public static async Task<SampleSet> FetchAsync(
        HospitalVisit visit,
        IReadOnlyList<TestPatient> named,
        int most,
        IReadOnlyList<string> recordTypes,
        Func<Patient, string, bool> isAsked,
        Action<int>? fetched,
        CancellationToken cancellationToken)
    {
        // One sign-in first: if it is refused, ten refused patients would say the same ten times and could lock our client out.
        if (visit.Adapter.Connection.SignIn.Method is not SignInMethod.None
            && (await visit.AskAsync((adapter, stop) => adapter.SignInAsync(stop), cancellationToken)).Finding is { } refused)
            return new([], refused);

        var done = 0;
        var charts = new ChartReader(visit, recordTypes);
        var answers = await Task.WhenAll(named.Take(most).Select(async patient =>
        {
            var samples = await FetchOneAsync(visit, patient, most, isAsked, cancellationToken);
            var whole = await Task.WhenAll(samples.Select(sample => charts.AddAsync(sample, cancellationToken)));
            fetched?.Invoke(Interlocked.Increment(ref done));
            return whole;
        }));
        return new([.. answers.SelectMany(answer => answer).Take(most).Select((sample, index) => sample with { Number = index + 1 })]);
    }

    private static async Task<IReadOnlyList<Sample>> FetchOneAsync(
        HospitalVisit visit, TestPatient named, int most, Func<Patient, string, bool> isAsked, CancellationToken cancellationToken)
    {
        var value = named.Value.Trim();
        var answer = await visit.AskAsync<Sample[]>(async (adapter, stop) => named.Kind switch
        {
            TestPatientKind.FhirId => (Sample[])[Read(await adapter.ReadPatientAsync(value, stop))],
            TestPatientKind.Mrn => [Choose(await adapter.FindPatientsByMrnAsync(value, stop), value, isAsked)],
            TestPatientKind.Search => List(await adapter.SearchPatientsAsync(value, most, stop), value, isAsked),
        }, cancellationToken);
        return answer.Value ?? [Missing(answer.Finding!)];
    }

    private static Sample Read(EhrResult<Patient> answer) => answer.Finding is { } finding ? Missing(finding)
        : new(0, answer.Value, null, null);

    private static Sample[] List(EhrResult<IReadOnlyList<Patient>> answer, string query, Func<Patient, string, bool> isAsked)
    {
        if (answer.Finding is { } finding)
            return [Missing(finding)];
        if (answer.Value!.Count == 0)
            return [Missing(FindingCatalog.Create(FindingCodes.ApiEmpty))];
        var asked = answer.Value.Where(patient => ResourceIds.Read(() => SearchMatch.IsAsked(patient, query, isAsked), false)).ToList();
        return asked.Count == 0 ? [Missing(NotThePatient(answer.Value.Count))] : [.. asked.Select(patient => new Sample(0, patient, null, null))];
    }

    private static Sample Choose(EhrResult<IReadOnlyList<Patient>> answer, string mrn, Func<Patient, string, bool> isAsked)
    {
        if (answer.Finding is { } finding)
            return Missing(finding);
        // Whatever order the server has today: the number as written first, then active records, then the lowest id.
        var asked = answer.Value!.Where(candidate => ResourceIds.Read(() => isAsked(candidate, mrn), false))
            .OrderByDescending(candidate => ResourceIds.Read(() => candidate.Identifier.Any(identifier => identifier.Value?.Trim() == mrn), false))
            .ThenBy(candidate => ResourceIds.Read(() => candidate.Active is false, false))
            .ThenBy(ResourceIds.Of, StringComparer.Ordinal)
            .FirstOrDefault();
        return asked is null ? Missing(NotThePatient(answer.Value!.Count)) : new(0, asked, mrn, null);
    }

    private static Sample Missing(Finding finding) => new(0, null, null, finding);

    private static Finding NotThePatient(int candidates)
    {
        var finding = FindingCatalog.Create(FindingCodes.Api404Patient, [new("Candidates", candidates.ToString(CultureInfo.InvariantCulture))]);
        return candidates == 0 ? finding : finding with
        {
            Explanation = "The search answered with other patients; none of them carries the number or the birth date that was asked for. A number of another kind, or a wrong mapping of the medical record number, looks like this.",
            NextStep = "Check the mapping of the medical record number, then how the patient was named.",
        };
    }
}
