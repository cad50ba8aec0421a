using EhrAdapters.Checks;
using EhrAdapters.Diagnosis;
using EhrAdapters.Http;
using EhrAdapters.Mapping;
using Hl7.Fhir.Model;

namespace EhrAdapters.Fhir;

/// <summary>Gathers the clinical records of one type, by one recipe.</summary>
internal sealed class RecordReading(string type, Func<Uri, CancellationToken, Task<EhrResult<HttpAnswer>>> read, ResponseDiagnosis diagnosis, Func<OutcomeIssue, bool> isNoise)
    : PagedSearch<RecordReading.Match>(read, diagnosis, isNoise)
{
    /// <summary>A match of the search; no record where it is not one of the type asked for.</summary>
    internal sealed record Match(ClinicalRecord? Record);

    protected override SearchPage<Match>? SortOut(Bundle bundle, Uri address, IReadOnlyList<string> faults) => OddData.Read<SearchPage<Match>?>(
        () => new([.. BundleParts.Matches(bundle).Select(entry => MatchOf(entry, faults.Count > 0)).OfType<Match>()], BundleParts.Notes(bundle), BundleParts.Next(bundle, address)), null);

    protected override Resource? Resource(Match item) => item.Record?.Resource;

    // Where an outcome is all there is, it says why: the kind of record is not in the app's grant.
    protected override IReadOnlyList<OutcomeIssue>? Refused(SearchPage<Match> page, Func<OutcomeIssue, bool> isNoise) =>
        page.Items.Count == 0 && page.Notes.Where(note => !isNoise(note)).ToList() is { } notes && notes.Exists(note => note.IsError) ? notes : null;

    // What has no mode is a match only where it is of the type: servers leave the mode out of what they add.
    private Match? MatchOf(Bundle.EntryComponent entry, bool odd) => entry.Resource switch
    {
        OperationOutcome => null,
        { } resource when resource.TypeName == type => new(new(resource, odd ? ResourceCheck.Of(resource).Open : [])),
        null => new((ClinicalRecord?)null),
        _ => entry.Search?.Mode is Bundle.SearchEntryMode.Match ? new((ClinicalRecord?)null) : null,
    };
}
