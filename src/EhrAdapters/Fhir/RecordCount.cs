using EhrAdapters.Diagnosis;
using EhrAdapters.Http;
using EhrAdapters.Mapping;
using Hl7.Fhir.Model;

namespace EhrAdapters.Fhir;

/// <summary>Counts what a search for clinical records brought. The records themselves go no further.</summary>
internal sealed class RecordCount(ResponseDiagnosis diagnosis, Func<OutcomeIssue, bool> isNoise)
{
    public EhrResult<ResourceSample> Read(HttpAnswer answer, string type)
    {
        var reading = FhirJson.Read(answer.Body);
        if (reading.Resource is OperationOutcome outcome)
            return diagnosis.Outcome(answer, OutcomeIssue.ReadAll(outcome));
        if (reading.Resource is not Bundle bundle || Count(bundle, type) is not { } sample)
            return diagnosis.Unreadable(answer, reading.Faults);
        var notes = OddData.Read<IReadOnlyList<OutcomeIssue>>(() => [.. bundle.Entry.Select(entry => entry.Resource).OfType<OperationOutcome>().SelectMany(OutcomeIssue.ReadAll).Where(note => !isNoise(note))], []);
        // Where an outcome is all there is, it says why: the kind of record is not in the app's grant.
        if (sample.Count == 0 && notes.Any(note => note.IsError))
            return diagnosis.Outcome(answer, notes);
        EhrResult<ResourceSample> counted = sample;
        return notes.Count == 0 ? counted : counted with
        {
            Warnings = [diagnosis.Make(FindingCodes.ApiOoWarning200, answer, new ErrorBody { Kind = BodyKind.OperationOutcome, Issues = notes }) with { State = CheckState.Warning }],
        };
    }

    private static ResourceSample? Count(Bundle bundle, string type) => OddData.Read<ResourceSample?>(() => new(
        type,
        bundle.Entry.Count(entry => entry.Search?.Mode is not (Bundle.SearchEntryMode.Outcome or Bundle.SearchEntryMode.Include) && entry.Resource?.TypeName == type),
        bundle.Link.Any(link => link.Relation == "next")), null);
}
