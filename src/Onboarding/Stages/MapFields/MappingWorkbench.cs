using EhrAdapters;
using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Microsoft.EntityFrameworkCore;
using Onboarding.Contract;
using Onboarding.Persistence;
using Onboarding.Secrets;
using Onboarding.Sites;
using Onboarding.Stages.Samples;

namespace Onboarding.Stages.MapFields;

/// <summary>Opens a site's mapping for editing, with its sample patients in memory for as long as the page is open.</summary>
public sealed class MappingWorkbench(
    IDbContextFactory<OnboardingDb> factory,
    SiteConnections connections,
    PatientVault patients,
    SamplePatients samples,
    IEhrAdapterFactory adapters,
    Contracts contracts,
    IMappingSuggester suggester,
    IFieldMapper mapper)
{
    public async Task<Result<MappingSession>> OpenAsync(SiteId id, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.Sites.AsNoTracking().SingleOrDefaultAsync(site => site.Id == id, cancellationToken) is not { } site)
            return SiteRefusals.NotFound;
        var opened = await connections.OpenAsync(db, site, cancellationToken);
        if (opened.Connection is not { } connection || adapters.FindProfile(connection.Vendor) is null)
            return new Refusal("no-connection", "Fill in the connection first; without it nothing is known of this hospital's records.");
        var contract = await contracts.OfAsync(db, site, cancellationToken);
        var named = patients.Open(site);
        var fetched = named.Count == 0
            ? new([])
            : await samples.FetchAsync(
                connection, opened.Secrets, named, MapFieldsRunner.MostSamples, SampleRecords.TypesOf(contract), MrnMatch.AnyIdentifier, null, cancellationToken);
        var found = fetched.Found;
        var suggestions = suggester.Suggest(connection, [.. found.Select(sample => new SamplePatient(sample.Resource!, sample.Mrn) { Records = sample.Records })], contract);
        return new MappingSession(found, Problem(fetched), suggestions, mapper, contract)
        {
            Places = contract.Fields.ToDictionary(field => field.Id, field => suggester.Places(connection, field.Id)),
        };
    }

    private static string? Problem(SampleSet fetched)
    {
        if (fetched.Problem is { } refused)
            return $"{refused.Cause} {refused.NextStep}";
        if (fetched.Samples.Count == 0)
            return StageProblems.NoPatients.Message;
        return fetched.Found.Count > 0 ? null : $"{fetched.Missing[0].Finding!.Cause} {fetched.Missing[0].Finding!.NextStep}";
    }
}
