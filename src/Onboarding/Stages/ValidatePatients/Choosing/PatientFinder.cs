using EhrAdapters;
using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Microsoft.EntityFrameworkCore;
using Onboarding.Persistence;
using Onboarding.Sites;
using Onboarding.Stages.Samples;
using Patient = Hl7.Fhir.Model.Patient;

namespace Onboarding.Stages.ValidatePatients.Choosing;

/// <summary>One patient that a search found, as far as a page may show it. The id stays in the memory of who searched.</summary>
/// <param name="Name">The name, masked to its shape.</param>
/// <param name="Kind">Newborn, minor, adult or over 89.</param>
public sealed record FoundPatient(int Number, string Name, string Kind, TestPatient Named)
{
    public override string ToString() => $"(patient {Number})";
}

/// <param name="HasMore">True where the hospital has more than is shown.</param>
public sealed record FoundPatients(IReadOnlyList<FoundPatient> Patients, bool HasMore);

/// <summary>Looks patients up at the hospital, so that a person may choose ten of them. What was typed is patient data: it goes to the hospital and nowhere else.</summary>
public sealed class PatientFinder(IDbContextFactory<OnboardingDb> factory, SiteConnections connections, SamplePatients samples, TimeProvider time)
{
    public const int Most = 25;

    private static readonly Refusal NoConnection = new("no-connection", "Fill in the connection first; without it nobody can be looked up.");

    private static readonly Refusal NothingTyped = new("search-empty", "Type a search, such as family=Okafor&birthdate=1971-02-09.");

    public async Task<Result<FoundPatients>> FindAsync(SiteId id, string query, Actor by, CancellationToken cancellationToken)
    {
        if (!by.MayWork)
            return Actor.LooksOn;
        if (PatientList.Parse(query.ReplaceLineEndings(" "), TestPatientKind.Search) is not { Value: [var search] } parsed)
            return PatientList.Parse(query, TestPatientKind.Search).Refusal ?? NothingTyped;
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        if (await db.Sites.AsNoTracking().SingleOrDefaultAsync(site => site.Id == id, cancellationToken) is not { } site)
            return SiteRefusals.NotFound;
        var opened = await connections.OpenAsync(db, site, cancellationToken);
        if (opened.Connection is not { } connection || samples.Open(connection, opened.Secrets) is not { } begun)
            return NoConnection;
        using var visit = begun;
        var answer = await visit.AskAsync((adapter, stop) => adapter.SearchPatientsAsync(search.Value, Most + 1, stop), cancellationToken);
        if (answer.Finding is { } finding)
            return new Refusal("search-refused", Told(finding, visit.Adapter));
        var found = answer.Value!.Where(patient => ResourceIds.Of(patient) is not null && ResourceIds.Read(() => SearchMatch.IsAsked(patient, search.Value, MrnMatch.AnyIdentifier), false)).ToList();
        db.Note(id, by, $"Patients looked up at the hospital: {found.Count} found", time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return new FoundPatients([.. found.Take(Most).Select(Shown)], found.Count > Most);
    }

    private FoundPatient Shown(Patient patient, int at) => new(
        at + 1,
        ResourceIds.Read(() => Masking.Mask(string.Join(' ', [.. patient.Name.FirstOrDefault()?.Given ?? [], patient.Name.FirstOrDefault()?.Family])), "") is { Length: > 0 } name ? name : "no name",
        PatientKinds.Of(ResourceIds.Read(() => patient.BirthDate, null), DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime)),
        new(TestPatientKind.FhirId, patient.Id!));

    // A vendor that wants certain parameters together says which.
    private static string Told(Finding finding, IEhrAdapter adapter) => finding.Code == FindingCodes.Api400Search && adapter.Profile.Search.RequiredCombinations is { Count: > 0 } wanted
        ? $"{adapter.Profile.Name} finds patients by {string.Join(", or by ", wanted.Select(combination => string.Join(" and ", combination)))}."
        : $"{finding.Cause} {finding.NextStep}";
}
