using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Microsoft.EntityFrameworkCore;
using Onboarding.Contract;
using Onboarding.Lifecycle;
using Onboarding.Persistence;
using Onboarding.Review;
using Onboarding.Runs;
using Onboarding.Secrets;
using Onboarding.Sites;
using Onboarding.Stages.Samples;
using Resource = Hl7.Fhir.Model.Resource;

namespace Onboarding.Stages.ValidatePatients;

/// <summary>Which value somebody asks to see: a cell of a report.</summary>
public sealed record ValuePlace(SiteId Site, Guid Run, string FieldId, int Patient);

/// <summary>One value of one patient, for one pair of eyes. Never stored, never logged.</summary>
/// <param name="Found">What stands at the place, as the hospital wrote it; empty where nothing does.</param>
/// <param name="Stored">What the product would keep; null where it would keep nothing.</param>
public sealed record ShownValue(IReadOnlyList<string> Found, string? Stored)
{
    public override string ToString() => "(a value)";
}

/// <summary>Shows one value of a report: to those who may, with their reason, fetched anew from the hospital, and noted in the site's history.</summary>
public sealed class ShownValues(
    IDbContextFactory<OnboardingDb> factory, SiteConnections connections, PatientVault patients, SamplePatients samples, Contracts contracts, IFieldMapper mapper, SiteHub hub,
    TimeProvider time)
{
    /// <summary>How long a page may show it.</summary>
    public static readonly TimeSpan Shown = TimeSpan.FromMinutes(1);

    /// <summary>Null for those who may see a value.</summary>
    public static Refusal? Right(Actor by) => ReviewRights.Check(by) is null ? null : ShownValueRefusals.NoRight;

    public async Task<Result<ShownValue>> ShowAsync(ValuePlace place, string reason, Actor by, CancellationToken cancellationToken)
    {
        if (Right(by) is { } refusal)
            return refusal;
        var words = ReviewRights.Words(reason, ShownValueRefusals.NoReason);
        if (words.Refusal is { } unfit)
            return unfit;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var site = await db.Sites.AsNoTracking().SingleOrDefaultAsync(row => row.Id == place.Site, cancellationToken);
        var run = await db.Runs.AsNoTracking().SingleOrDefaultAsync(row => row.Id == place.Run && row.SiteId == place.Site && row.Stage == Stage.ValidatePatients, cancellationToken);
        if (site is null || run?.Detail is not ValidationMatrix matrix || matrix.Patients.All(patient => patient.Number != place.Patient))
            return ShownValueRefusals.NotThere;
        var contract = await contracts.OfAsync(db, site, cancellationToken);
        if (FieldRows.All(contract, site.Configuration.Mapping).FirstOrDefault(one => one.Id == place.FieldId) is not { } field)
            return ShownValueRefusals.NotThere;
        // The same settings mean the same patients, numbered alike.
        if (run.Fingerprint != Fingerprints.Of(Stage.ValidatePatients, site))
            return ShownValueRefusals.Outdated;
        if (site.Configuration.Mapping.Find(field.Id) is not { } mapping)
            return ShownValueRefusals.NotMapped;
        var named = patients.Open(site);
        if (named.Count == 0)
            return ShownValueRefusals.PatientsPurged;

        var told = $"{field.Label} of patient {place.Patient}, validation run {run.Number}. Reason: {words.Value}";
        var fetched = await FetchAsync(db, site, named, place.Patient, field, contract, cancellationToken);
        await NoteAsync(db, site.Id, by, fetched.Succeeded ? $"Value shown: {told}" : $"Value asked for and not shown: {told}", cancellationToken);
        return fetched.Refusal is { } not ? not : Read(fetched.Value!, field, mapping);
    }

    // Of several records the one that the cell is judged by: the first that does not give the value.
    private ShownValue Read(IReadOnlyList<Resource> records, ContractField field, FieldMapping mapping)
    {
        var read = records.Select(record => (Record: record, Field: FieldReading.Read(mapper, record, field, mapping))).ToList();
        var (shown, value) = read.Find(one => one.Field.Outcome is not FieldOutcome.Populated) is { Record: not null } weakest ? weakest : read[0];
        return new(mapper.Evaluate(shown, mapping.Expression), ValueText.Of(value));
    }

    private async Task<Result<IReadOnlyList<Resource>>> FetchAsync(
        OnboardingDb db, Site site, IReadOnlyList<TestPatient> named, int number, ContractField field, DataContract contract, CancellationToken cancellationToken)
    {
        var opened = await connections.OpenAsync(db, site, cancellationToken);
        // A search may answer with several patients, so that only all of them together keep the numbers.
        var one = named.All(patient => patient.Kind is not TestPatientKind.Search) && number <= named.Count;
        var fetched = await samples.FetchAsync(
            opened.Connection!, opened.Secrets, one ? [named[number - 1]] : named, PatientList.Most, field.RecordTypes(),
            MrnMatch.Mapped(mapper, site.Configuration.Mapping, contract), null, cancellationToken);
        var sample = fetched.Samples.FirstOrDefault(sample => sample.Number == (one ? 1 : number));
        if ((fetched.Problem ?? sample?.Finding ?? sample?.Chart.Parts.GetValueOrDefault(field.ResourceType)?.Finding) is { } finding)
            return ShownValueRefusals.HospitalRefused(finding);
        return sample?.Resource is null ? ShownValueRefusals.NotThere
            : sample.Of(field.ResourceType).ToList() is { Count: > 0 } records ? Result.Of<IReadOnlyList<Resource>>(records)
            : ShownValueRefusals.NoRecord(ContractResources.Word(field.ResourceType));
    }

    private async Task NoteAsync(OnboardingDb db, SiteId site, Actor by, string what, CancellationToken cancellationToken)
    {
        db.Note(site, by, what, time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        hub.Publish(new(site));
    }
}
