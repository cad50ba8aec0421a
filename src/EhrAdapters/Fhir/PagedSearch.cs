using EhrAdapters.Diagnosis;
using EhrAdapters.Http;
using EhrAdapters.Mapping;
using Hl7.Fhir.Model;

namespace EhrAdapters.Fhir;

/// <summary>Gathers the resources of a search over its pages: links followed verbatim, same host only, bounded, each resource once.</summary>
internal abstract class PagedSearch<T>(Func<Uri, CancellationToken, Task<EhrResult<HttpAnswer>>> read, ResponseDiagnosis diagnosis, Func<OutcomeIssue, bool> isNoise)
    where T : class
{
    /// <summary>Pages read at most; a search of ours never needs more.</summary>
    public const int MostPages = 50;

    /// <summary>Runs the search to its end or to the limit.</summary>
    public async Task<EhrResult<Gathered<T>>> GatherAsync(Uri first, int limit, CancellationToken cancellationToken)
    {
        var found = new Gathered<T>(limit, Resource);
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
            if (reading.Resource is not Bundle bundle || SortOut(bundle, address, reading.Faults) is not { } page)
                return diagnosis.Unreadable(answer, reading.Faults);
            if (Refused(page, isNoise) is { } refusal)
                return diagnosis.Outcome(answer, refusal);
            found.Add(page.Items);
            warnings.AddRange(Doubts(answer, reading.Faults, page));
            var obstacle = page.Next is null ? null : Obstacle(page.Next, first, seen, answer);
            if (obstacle is not null && found.Count < limit)
                return obstacle;
            if (obstacle is not null)
                warnings.Add(obstacle with { State = CheckState.Warning });
            found.HasMore = page.Next is not null;
            address = obstacle is null && found.Count < limit ? page.Next : null;
        }

        EhrResult<Gathered<T>> all = found;
        return all with { Warnings = [.. warnings.DistinctBy(warning => warning.Code)], Evidence = evidence };
    }

    /// <summary>Sorts a bundle out; null where its parts have the wrong shape.</summary>
    protected abstract SearchPage<T>? SortOut(Bundle bundle, Uri address, IReadOnlyList<string> faults);

    /// <summary>The resource of an item; null where it cannot be told apart from others.</summary>
    protected abstract Resource? Resource(T item);

    /// <summary>The issues that make a page a refusal although it came as a success; null where it is a page.</summary>
    protected virtual IReadOnlyList<OutcomeIssue>? Refused(SearchPage<T> page, Func<OutcomeIssue, bool> isNoise) => null;

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

    private IEnumerable<Finding> Doubts(HttpAnswer answer, IReadOnlyList<string> faults, SearchPage<T> page)
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
