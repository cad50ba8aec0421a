using System.Text.RegularExpressions;
using EhrAdapters.Diagnosis;
using EhrAdapters.Fhir;
using EhrAdapters.Http;
using EhrAdapters.SignIn;
using CapabilityStatement = Hl7.Fhir.Model.CapabilityStatement;
using ModelInfo = Hl7.Fhir.Model.ModelInfo;
using OperationOutcome = Hl7.Fhir.Model.OperationOutcome;
using Patient = Hl7.Fhir.Model.Patient;
using Resource = Hl7.Fhir.Model.Resource;

namespace EhrAdapters.Vendors.FhirR4;

/// <summary>Any FHIR R4 server, and what every vendor shares. A vendor overrides only what its profile cannot say as data.</summary>
internal partial class FhirR4Adapter(AdapterContext context) : IEhrAdapter
{
    private readonly FhirSession session = new(context);

    public VendorProfile Profile => context.Profile;

    public Connection Connection => context.Connection;

    public async Task<EhrResult<CapabilityStatement>> ReadCapabilityStatementAsync(CancellationToken cancellationToken) =>
        Refined(await session.ReadCapabilityStatementAsync(cancellationToken).ConfigureAwait(false));

    public async Task<EhrResult<SmartConfiguration>> ReadSmartConfigurationAsync(CancellationToken cancellationToken) =>
        Refined(await session.ReadSmartConfigurationAsync(cancellationToken).ConfigureAwait(false));

    public async Task<EhrResult<AccessTokenFacts>> SignInAsync(CancellationToken cancellationToken) =>
        Refined(await session.SignInAsync(cancellationToken).ConfigureAwait(false));

    public Task<EhrResult<Patient>> ReadPatientAsync(string fhirId, CancellationToken cancellationToken) => ReadAsync<Patient>("Patient", fhirId, cancellationToken);

    public Task<EhrResult<Resource>> ReadResourceAsync(string resourceType, string id, CancellationToken cancellationToken) => ModelInfo.IsKnownResource(resourceType)
        ? ReadAsync<Resource>(resourceType, id, cancellationToken)
        : Task.FromResult<EhrResult<Resource>>(session.Refuse(FindingCodes.Api404Patient, new("Reason", "this is not a FHIR resource type")));

    public Task<EhrResult<IReadOnlyList<Patient>>> FindPatientsByMrnAsync(string mrn, CancellationToken cancellationToken) =>
        RunAsync(MrnQuery(mrn.Trim()), MostCandidates, cancellationToken);

    public Task<EhrResult<IReadOnlyList<Patient>>> SearchPatientsAsync(string query, int limit, CancellationToken cancellationToken) =>
        RunAsync(Shape(SearchQuery.Parse(query)), limit, cancellationToken);

    public async Task<EhrResult<ResourceSample>> ProbeAsync(string resourceType, string patientId, CancellationToken cancellationToken)
    {
        if (!LogicalId().IsMatch(patientId))
            return session.Refuse(FindingCodes.Api404Patient, new("Reason", "this is not a FHIR ID"));
        var recipe = Recipes(resourceType)[0];
        var started = context.Time.GetTimestamp();
        var query = SearchOptions.Records(recipe, patientId, Connection).Encode();
        var result = await session.ReadAsync(session.Address($"{resourceType}?{query}"), Asked.Search, cancellationToken).ConfigureAwait(false);
        if (result.Value is not { } answer)
            return Refined(result.Select<ResourceSample>(_ => null!));
        return Refined(new RecordCount(session.Diagnosis, IsNoise).Read(answer, resourceType) with { Evidence = result.Evidence, Elapsed = context.Time.GetElapsedTime(started) });
    }

    public async Task<EhrResult<PatientRecords>> ReadRecordsAsync(string resourceType, string patientId, int limit, CancellationToken cancellationToken)
    {
        if (!LogicalId().IsMatch(patientId))
            return session.Refuse(FindingCodes.Api404Patient, new("Reason", "this is not a FHIR ID"));
        if (Missing() is { } missing)
            return missing;
        var started = context.Time.GetTimestamp();
        var sum = new RecordSum(limit);
        foreach (var recipe in Recipes(resourceType))
        {
            var search = new RecordReading(resourceType, (address, token) => session.ReadAsync(address, Asked.Search, token), session.Diagnosis, IsNoise);
            var query = SearchOptions.WholePages(SearchOptions.Records(recipe, patientId, Connection), limit).Encode();
            var result = await search.GatherAsync(session.Address($"{resourceType}?{query}"), limit, cancellationToken).ConfigureAwait(false);
            // Half an answer would read as "the hospital has no more".
            if (result.Finding is not null)
                return Refined(result.Select<PatientRecords>(_ => null!)) with { Elapsed = context.Time.GetElapsedTime(started) };
            sum.Add(result);
        }

        return sum.Result with { Elapsed = context.Time.GetElapsedTime(started) };
    }

    public void Dispose()
    {
        session.Dispose();
        GC.SuppressFinalize(this);
    }

    // Loose matching may bring several; more than this is no look-up any more.
    private const int MostCandidates = 50;

    /// <summary>The search for a medical record number.</summary>
    protected virtual SearchQuery MrnQuery(string mrn) => SearchQuery.Of("identifier", Token(Connection.Option(OptionKeys.MrnSystem), mrn));

    /// <summary>A person's search in the vendor's spelling.</summary>
    protected virtual SearchQuery Shape(SearchQuery query) => query;

    /// <summary>True for an outcome entry that says nothing is wrong.</summary>
    protected virtual bool IsNoise(OutcomeIssue issue) => issue.Severity is "information";

    /// <summary>What this vendor's finding says more exactly than the shared one.</summary>
    protected virtual Finding Refine(Finding finding) => finding;

    /// <summary>A FHIR token: <c>system|value</c>, or the value alone; a value that names its system already stays as it is.</summary>
    protected static string Token(string? system, string value) =>
        system is null || value.Contains('|', StringComparison.Ordinal) ? value : $"{system}|{value}";

    private async Task<EhrResult<T>> ReadAsync<T>(string type, string id, CancellationToken cancellationToken)
        where T : Resource
    {
        // Anything else would change the path that is called.
        if (!LogicalId().IsMatch(id))
            return session.Refuse(FindingCodes.Api404Patient, new("Reason", "this is not a FHIR ID"));
        var started = context.Time.GetTimestamp();
        var result = await session.ReadAsync(session.Address($"{type}/{id}"), Asked.Read, cancellationToken).ConfigureAwait(false);
        if (result.Value is not { } answer)
            return Refined(result.Select<T>(_ => null!));
        var reading = FhirJson.Read(answer.Body);
        EhrResult<T> read = reading.Resource switch
        {
            T resource when resource.TypeName == type => resource,
            OperationOutcome outcome => session.Diagnosis.Outcome(answer, OutcomeIssue.ReadAll(outcome)),
            _ => session.Diagnosis.Unreadable(answer, reading.Faults),
        };
        List<Finding> doubts = reading.Faults.Count > 0 && read.Succeeded ? [session.Diagnosis.Unreadable(answer, reading.Faults) with { State = CheckState.Warning }] : [];
        if (read.Succeeded && ReferenceHosts.Doubt(answer, session.Diagnosis) is { } elsewhere)
            doubts.Add(elsewhere);
        return Refined(read with { Warnings = doubts, Evidence = result.Evidence, Elapsed = context.Time.GetElapsedTime(started) });
    }

    private async Task<EhrResult<IReadOnlyList<Patient>>> RunAsync(SearchQuery query, int limit, CancellationToken cancellationToken)
    {
        if (Missing() is { } missing)
            return missing;
        if (query.Lacks(Profile.Search) is { } combinations)
            return session.Refuse(FindingCodes.Api400Search, new("Search needs", combinations));
        var started = context.Time.GetTimestamp();
        var search = new PatientSearch((address, token) => session.ReadAsync(address, Asked.Search, token), session.Diagnosis, IsNoise);
        var result = await search.RunAsync(session.Address($"Patient?{SearchOptions.Complete(query, Profile.Search, Connection).Encode()}"), limit, cancellationToken).ConfigureAwait(false);
        return Refined(result with { Elapsed = context.Time.GetElapsedTime(started) });
    }

    private Finding? Missing() => Profile.Options.FirstOrDefault(option => option.Required && Connection.Option(option.Key) is null) is { } missing
        ? session.Refuse(FindingCodes.CfgMissing, new("Setting", missing.Label), ("setting", missing.Label), ("problem", "it is empty"))
        : null;

    // A type that the profile does not name is asked for as FHIR says.
    private IReadOnlyList<RecordSearch> Recipes(string type) => Profile.Records.Where(record => record.Type == type).ToList() is { Count: > 0 } named
        ? named
        : [new RecordSearch { Type = type, Parameters = new Dictionary<string, string> { ["patient"] = "{patient}", ["_count"] = "1" } }];

    private EhrResult<T> Refined<T>(EhrResult<T> result)
        where T : class
    {
        if (result.Finding is not { } finding)
            return result;
        EhrResult<T> refined = Refine(WithActivation(finding));
        return refined with { Warnings = result.Warnings, Evidence = result.Evidence, Elapsed = result.Elapsed };
    }

    // A right set-up may still be refused while the vendor's systems pass it on.
    private Finding WithActivation(Finding finding) => finding is { Code: FindingCodes.OauthInvalidClient, Retry.After: null } && Profile.ActivationDelay is { } delay
        ? finding with { Retry = new RetryAdvice(true, delay, $"A new registration at {Profile.Name} takes up to {delay.TotalHours:0} hours to reach every environment.") }
        : finding;

    [GeneratedRegex(@"^[A-Za-z0-9_\-.]{1,128}$(?<!^\.{1,2})")]
    private static partial Regex LogicalId();
}
