using System.Globalization;
using EhrAdapters;
using EhrAdapters.Diagnosis;
using Microsoft.Extensions.Logging;
using Patient = Hl7.Fhir.Model.Patient;

namespace Onboarding.Stages.Samples;

/// <summary>Fetches the patients that the hospital named: a few at a time, in order, and one finding for each that is not there.</summary>
public sealed partial class SamplePatients(IEhrAdapterFactory adapters, ILogger<SamplePatients> logger)
{
    // Polite to a hospital whose limits we do not know yet.
    private const int AtOnce = 4;

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

    /// <summary>The same, and a few clinical records of each patient.</summary>
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
        if (adapters.FindProfile(connection.Vendor) is null)
            return new([], UnknownVendor);
        using var adapter = adapters.Create(connection, secrets);
        // One sign-in first: if it is refused, ten refused patients would say the same ten times and could lock our client out.
        if (await AskAsync(adapter, SignInAsync, cancellationToken) is { } refused)
            return new([], refused);

        var answers = new IReadOnlyList<Sample>[Math.Min(named.Count, most)];
        var done = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, answers.Length, parallel, async (index, stop) =>
        {
            answers[index] = await FetchOneAsync(adapter, named[index], most, isAsked, stop);
            fetched?.Invoke(Interlocked.Increment(ref done));
        });
        var patients = new SampleSet([.. answers.SelectMany(answer => answer).Take(most).Select((sample, index) => sample with { Number = index + 1 })]);
        return recordTypes.Count == 0 ? patients : await SampleRecords.AddAsync(patients, adapter, recordTypes, AskAsync, cancellationToken);
    }

    private async Task<IReadOnlyList<Sample>> FetchOneAsync(
        IEhrAdapter adapter, TestPatient named, int most, Func<Patient, string, bool> isAsked, CancellationToken cancellationToken)
    {
        IReadOnlyList<Sample> samples = [];
        var broken = await AskAsync(adapter, async (_, stop) =>
        {
            samples = named.Kind switch
            {
                TestPatientKind.FhirId => [Read(await adapter.ReadPatientAsync(named.Value.Trim(), stop))],
                TestPatientKind.Mrn => [Choose(await adapter.FindPatientsByMrnAsync(named.Value.Trim(), stop), named.Value.Trim(), isAsked)],
                TestPatientKind.Search => List(await adapter.SearchPatientsAsync(named.Value.Trim(), most, stop)),
            };
            return null;
        }, cancellationToken);
        return broken is null ? samples : [Missing(broken)];
    }

    private static Sample Read(EhrResult<Patient> answer) => answer.Finding is { } finding ? Missing(finding) : new(0, answer.Value, null, null);

    private static IReadOnlyList<Sample> List(EhrResult<IReadOnlyList<Patient>> answer) =>
        answer.Finding is { } finding ? [Missing(finding)]
        : answer.Value!.Count == 0 ? [Missing(FindingCatalog.Create(FindingCodes.ApiEmpty))]
        : [.. answer.Value.Select(patient => new Sample(0, patient, null, null))];

    private static Sample Choose(EhrResult<IReadOnlyList<Patient>> answer, string mrn, Func<Patient, string, bool> isAsked)
    {
        if (answer.Finding is { } finding)
            return Missing(finding);
        // Whatever order the server has today: the number as written first, then active records, then the lowest id.
        var asked = answer.Value!.Where(candidate => isAsked(candidate, mrn))
            .OrderByDescending(candidate => candidate.Identifier.Any(identifier => identifier.Value?.Trim() == mrn))
            .ThenBy(candidate => candidate.Active is false)
            .ThenBy(candidate => candidate.Id, StringComparer.Ordinal)
            .FirstOrDefault();
        return asked is null ? Missing(NotThePatient(answer.Value!.Count)) : new(0, asked, mrn, null);
    }

    private static Sample Missing(Finding finding) => new(0, null, null, finding);

    private static Finding NotThePatient(int candidates)
    {
        var finding = FindingCatalog.Create(FindingCodes.Api404Patient, [new("Candidates", candidates.ToString(CultureInfo.InvariantCulture))]);
        return candidates == 0 ? finding : finding with
        {
            Explanation = "The search answered with other patients; none of them carries the number that was asked for. A number of another kind, or a wrong mapping of the medical record number, looks like this.",
            NextStep = "Check the mapping of the medical record number, then how the patient was named.",
        };
    }

    private static async Task<Finding?> SignInAsync(IEhrAdapter adapter, CancellationToken cancellationToken) =>
        adapter.Connection.SignIn.Method is SignInMethod.None ? null : (await adapter.SignInAsync(cancellationToken)).Finding;

    // Adapters answer what servers do with findings; whatever still breaks is ours and must not cost the other patients.
    private async Task<Finding?> AskAsync(IEhrAdapter adapter, Func<IEhrAdapter, CancellationToken, Task<Finding?>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask(adapter, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            LogFault(logger, adapter.Connection.Vendor, fault.GetType().Name, fault.StackTrace);
            return FindingCatalog.Create(FindingCodes.SelfError, [new("Fault", fault.GetType().Name)]);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Fetching a patient of vendor {Vendor} broke with {Fault} at {Trace}")]
    private static partial void LogFault(ILogger logger, string vendor, string fault, string? trace);
}
