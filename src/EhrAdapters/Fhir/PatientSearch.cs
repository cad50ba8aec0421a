using EhrAdapters.Diagnosis;
using EhrAdapters.Http;
using EhrAdapters.Mapping;
using Hl7.Fhir.Model;

namespace EhrAdapters.Fhir;

/// <summary>Gathers the patients of a search over its pages: links followed verbatim, same host only, bounded, each patient once.</summary>
internal sealed class PatientSearch(Func<Uri, CancellationToken, Task<EhrResult<HttpAnswer>>> read, ResponseDiagnosis diagnosis, Func<OutcomeIssue, bool> isNoise)
{
    /// <summary>Pages read at most; a search of ours never needs more.</summary>
    public const int MostPages = 50;

    public async Task<EhrResult<IReadOnlyList<Patient>>> RunAsync(Uri first, int limit, CancellationToken cancellationToken)
    {
        List<Patient> found = [];
        List<Finding> warnings = [];
        IReadOnlyList<EvidenceItem> evidence = [];
        HashSet<string> seen = [];
        for (var address = first; address is not null;)
        {
            seen.Add(address.AbsoluteUri);
            var result = await read(address, cancellationToken).ConfigureAwait(false);
            if (result.Value is not { } answer)
                return result.Finding!;
            evidence = result.Evidence;
            var reading = FhirJson.Read(answer.Body);
            if (reading.Resource is OperationOutcome outcome)
                return diagnosis.Outcome(answer, OutcomeIssue.ReadAll(outcome));
            if (reading.Resource is not Bundle bundle || BundlePage.Read(bundle, address) is not { } page)
                return diagnosis.Unreadable(answer, reading.Faults);
            page.Patients.ToList().ForEach(patient => Keep(found, patient));
            warnings.AddRange(Doubts(answer, reading.Faults, page));
            var obstacle = page.Next is null ? null : Obstacle(page.Next, first, seen, answer);
            if (obstacle is not null && found.Count < limit)
                return obstacle;
            if (obstacle is not null)
                warnings.Add(obstacle with { State = CheckState.Warning });
            address = obstacle is null && found.Count < limit ? page.Next : null;
        }

        EhrResult<IReadOnlyList<Patient>> all = found.Take(limit).ToList();
        return all with { Warnings = [.. warnings.DistinctBy(warning => warning.Code)], Evidence = evidence };
    }

    // Records move between pages while we read: the newest version of an id counts.
    private static void Keep(List<Patient> found, Patient patient)
    {
        var known = patient.Id is null ? -1 : found.FindIndex(one => one.Id == patient.Id);
        if (known < 0)
            found.Add(patient);
        else if (!(LastUpdated(patient) < LastUpdated(found[known])))
            found[known] = patient;
    }

    private static DateTimeOffset? LastUpdated(Patient patient) => OddData.Read(() => patient.Meta?.LastUpdated, null);

    private Finding? Obstacle(Uri next, Uri first, HashSet<string> seen, HttpAnswer answer)
    {
        var problem = !EhrHttp.SameHost(next, first) ? "the next page is on another host"
            : seen.Contains(next.AbsoluteUri) ? "the next page was read already"
            : seen.Count >= MostPages ? $"more than {MostPages} pages" : null;
        if (problem is null)
            return null;
        var authority = next.GetLeftPart(UriPartial.Authority);
        var finding = diagnosis.Make(FindingCodes.ApiBundlePages, answer, null, new Dictionary<string, string> { ["location"] = authority });
        return finding with { Evidence = [.. finding.Evidence, new("Next page", authority), new("Paging", problem)] };
    }

    private IEnumerable<Finding> Doubts(HttpAnswer answer, IReadOnlyList<string> faults, BundlePage page)
    {
        var notes = page.Notes.Where(note => !isNoise(note)).ToList();
        if (notes.Count > 0)
            yield return AsWarning(diagnosis.Make(FindingCodes.ApiOoWarning200, answer, new ErrorBody { Kind = BodyKind.OperationOutcome, Issues = notes }));
        if (faults.Count > 0)
            yield return AsWarning(diagnosis.Unreadable(answer, faults));
        if (ReferenceHosts.Doubt(answer, diagnosis) is { } elsewhere)
            yield return elsewhere;
    }

    private static Finding AsWarning(Finding finding) => finding with { State = CheckState.Warning };
}
