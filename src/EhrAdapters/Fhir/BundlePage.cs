using EhrAdapters.Http;
using EhrAdapters.Mapping;
using Hl7.Fhir.Model;

namespace EhrAdapters.Fhir;

/// <summary>One page of a searchset, sorted out: patients, notes of the server, the way on.</summary>
/// <param name="Patients">The matches, in the server's order.</param>
/// <param name="Notes">Issues of outcome entries, the plain "no hits" left out.</param>
/// <param name="Next">The next page, or null on the last one.</param>
internal sealed record BundlePage(IReadOnlyList<Patient> Patients, IReadOnlyList<OutcomeIssue> Notes, Uri? Next)
{
    /// <summary>Sorts a bundle out; null where its parts have the wrong shape.</summary>
    public static BundlePage? Read(Bundle bundle, Uri address) => OddData.Read<BundlePage?>(() => new(
        [.. bundle.Entry.Where(entry => entry.Search?.Mode is not (Bundle.SearchEntryMode.Outcome or Bundle.SearchEntryMode.Include)).Select(entry => entry.Resource).OfType<Patient>()],
        [.. bundle.Entry.Select(entry => entry.Resource).OfType<OperationOutcome>().SelectMany(OutcomeIssue.ReadAll)],
        bundle.Link.FirstOrDefault(link => link.Relation == "next")?.Url is { Length: > 0 } next && Uri.TryCreate(address, next, out var uri) ? uri : null), null);
}
