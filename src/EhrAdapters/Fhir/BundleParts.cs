using EhrAdapters.Http;
using Hl7.Fhir.Model;

namespace EhrAdapters.Fhir;

/// <summary>The parts of a searchset. Each may throw where the part has the wrong shape.</summary>
internal static class BundleParts
{
    /// <summary>The matches, in the server's order.</summary>
    public static IEnumerable<Bundle.EntryComponent> Matches(Bundle bundle) =>
        bundle.Entry.Where(entry => entry.Search?.Mode is not (Bundle.SearchEntryMode.Outcome or Bundle.SearchEntryMode.Include));

    /// <summary>Issues of outcome entries.</summary>
    public static IReadOnlyList<OutcomeIssue> Notes(Bundle bundle) => [.. bundle.Entry.Select(entry => entry.Resource).OfType<OperationOutcome>().SelectMany(OutcomeIssue.ReadAll)];

    /// <summary>The next page, or null on the last one.</summary>
    public static Uri? Next(Bundle bundle, Uri address) =>
        bundle.Link.FirstOrDefault(link => link.Relation == "next")?.Url is { Length: > 0 } next && Uri.TryCreate(address, next, out var uri) ? uri : null;
}
