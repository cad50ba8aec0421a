using EhrAdapters.Http;

namespace EhrAdapters.Fhir;

/// <summary>One page of a searchset, sorted out.</summary>
/// <param name="Items">The matches, in the server's order.</param>
/// <param name="Notes">Issues of outcome entries.</param>
/// <param name="Next">The next page, or null on the last one.</param>
internal sealed record SearchPage<T>(IReadOnlyList<T> Items, IReadOnlyList<OutcomeIssue> Notes, Uri? Next);
