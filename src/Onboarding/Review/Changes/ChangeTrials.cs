using EhrAdapters;
using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Microsoft.EntityFrameworkCore;
using Onboarding.Contract;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Secrets;
using Onboarding.Sites;
using Onboarding.Stages;
using Onboarding.Stages.MapFields;
using Onboarding.Stages.Samples;
using Onboarding.Stages.ValidatePatients;

namespace Onboarding.Review.Changes;

/// <summary>Fetches the patients of a failed report anew, so that a change of its mapping can be tried before anybody saves it.</summary>
public sealed class ChangeTrials(
    IDbContextFactory<OnboardingDb> factory,
    SiteConnections connections,
    PatientVault patients,
    SamplePatients samples,
    IEhrAdapterFactory adapters,
    Contracts contracts,
    IMappingSuggester suggester,
    IFieldMapper mapper,
    TimeProvider time)
{
    /// <summary>The id of the field whose mapping this failure is about; null where a mapping cannot mend it.</summary>
    public static string? FieldOf(ReviewItem item)
    {
        if (item.Run.Stage is not Stage.ValidatePatients)
            return null;
        // Patients who cannot be found by their number may well be there: the place of the number is wrong.
        if (item.Row.Code == FindingCodes.Api404Patient)
            return ContractFields.Mrn;
        var judged = (item.Run.Detail as ValidationMatrix)?.Fields.Select(field => field.FieldId) ?? [];
        return judged.Concat(item.Site.Configuration.Mapping.Fields.Select(field => field.FieldId)).FirstOrDefault(id => FieldRows.Code("VALIDATE", id) == item.Row.Code);
    }

    public async Task<Result<ChangeTrial>> OpenAsync(ReviewItem item, Actor by, CancellationToken cancellationToken)
    {
        if (ReviewRights.Check(by) is { } refusal)
            return refusal;
        if (FieldOf(item) is not { } fieldId)
            return ChangeRefusals.NotMapping;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        // What is tried belongs to the settings that the report was made with; the queue holds no other.
        if (await db.Sites.AsNoTracking().SingleOrDefaultAsync(site => site.Id == item.Site.Id, cancellationToken) is not { } site
            || Fingerprints.Of(item.Run.Stage, site) != item.Run.Fingerprint)
            return ReviewRefusals.Gone;
        var contract = await contracts.OfAsync(db, site, cancellationToken);
        if (FieldRows.All(contract, site.Configuration.Mapping).FirstOrDefault(field => field.Id == fieldId) is not { } field)
            return ReviewRefusals.Gone;
        var opened = await connections.OpenAsync(db, site, cancellationToken);
        if (opened.Connection is not { } connection || adapters.FindProfile(connection.Vendor) is null)
            return ReviewRefusals.Gone;
        var named = patients.Open(site);
        if (named.Count == 0)
            return ChangeRefusals.PatientsPurged;
        var fetched = await samples.FetchAsync(connection, opened.Secrets, named, PatientList.Most, field.RecordTypes(), IsAsked(site, field, contract), null, cancellationToken);
        if (fetched.Problem is { } problem)
            return ChangeRefusals.HospitalRefused(problem);
        if (fetched.Found.Count == 0)
            return ChangeRefusals.HospitalRefused(fetched.Missing[0].Finding!);
        var suggestions = suggester.Suggest(connection, [.. fetched.Found.Select(sample => new SamplePatient(sample.Resource!, sample.Mrn) { Records = sample.Records })], contract);
        var last = await db.MappingVersions.Where(version => version.SiteId == site.Id).MaxAsync(version => (int?)version.Number, cancellationToken);
        var first = site.Configuration.Mapping is { Fields.Count: 0, CustomFields.Count: 0 } ? 1 : 2;
        return new ChangeTrial(item with { Site = site }, field, fetched.Samples, new MappingSession(fetched.Found, null, suggestions, mapper, contract, time), mapper, last + 1 ?? first);
    }

    // By the mapping, as the report did; where the number's own place is in question, by any number that a record carries.
    private Func<Hl7.Fhir.Model.Patient, string, bool> IsAsked(Site site, ContractField field, DataContract contract) => field.Id == ContractFields.Mrn
        ? MrnMatch.AnyIdentifier
        : MrnMatch.Mapped(mapper, site.Configuration.Mapping, contract);
}
