using EhrAdapters.Checks;
using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Stages.Samples;

namespace Onboarding.Stages.ValidatePatients.Records;

/// <summary>Are the resources valid FHIR R4: in the strict reading, and in the open one that we work with. Two rows, because a server may fail the letter and still be read in full.</summary>
internal static class StructureRows
{
    internal const string Strict = "VALIDATE-FHIR-STRICT";
    internal const string Open = "VALIDATE-FHIR-OPEN";

    private const string Request = "Please correct how your FHIR server writes these elements, or ask your vendor to; the list names each element and what is wrong with it, and how many records show it.";

    // The gravest first; more is a list that nobody reads.
    private const int MostIssues = 12;

    internal static IEnumerable<ResultRow> Of(SampleSet fetched, Func<ResultRow, string, ResultRow> withLetter)
    {
        var checks = FetchedResources.Of(fetched).Select(ResourceCheck.Of).ToList();
        var unreadable = fetched.Found.Sum(sample => sample.Chart.Unreadable);
        yield return withLetter(StrictRow(checks), Request);
        yield return withLetter(OpenRow(checks, unreadable), Request);
    }

    private static ResultRow StrictRow(List<ResourceCheck> checks)
    {
        var wrong = checks.Count(check => check.Strict.Count > 0);
        return wrong == 0 ? Row(Strict, "Valid FHIR R4, strict reading", checks.Count, 0, CheckState.Passed, null, null, []) : Row(
            Strict, "Valid FHIR R4, strict reading", checks.Count, wrong, CheckState.Failed,
            $"{Records(wrong)} of {checks.Count} break the rules of FHIR R4.",
            "Send the list to the hospital. Where its server writes every record so and we can work with it, an engineer may accept that for this site.",
            Evidence(checks.Select(check => check.Strict)));
    }

    private static ResultRow OpenRow(List<ResourceCheck> checks, int unreadable)
    {
        const string check = "Readable as FHIR R4, open reading";
        var lost = checks.Count(one => one.Open.Count > 0);
        if (unreadable > 0)
        {
            return Row(Open, check, checks.Count + unreadable, lost + unreadable, CheckState.Failed,
                $"{(unreadable == 1 ? "1 answer is no record" : $"{unreadable} answers are no records")} of the kind that was asked for.",
                "Ask the hospital why its search answers with other resources.", Evidence(checks.Select(one => one.Open)));
        }

        return lost == 0 ? Row(Open, check, checks.Count, 0, CheckState.Passed, null, null, []) : Row(
            Open, check, checks.Count, lost, CheckState.Warning,
            $"In {Records(lost)} of {checks.Count} an element cannot be used as it is sent; everything else of them is read.",
            "See whether one of our fields is read from these elements; its own row says so. Send the list to the hospital with the next letter.",
            Evidence(checks.Select(one => one.Open)));
    }

    private static ResultRow Row(string code, string check, int total, int wrong, CheckState state, string? message, string? next, IReadOnlyList<EvidenceItem> evidence) => new()
    {
        Code = code,
        Check = check,
        State = total == 0 ? CheckState.NotApplicable : state,
        Measured = $"{wrong} of {total} records with errors",
        Limit = "0",
        Margin = wrong == 0 ? null : $"{Records(wrong)} over the limit",
        Sample = total,
        Owner = state is CheckState.Passed ? null : FaultOwner.Hospital,
        Message = message,
        NextStep = next,
        Evidence = evidence,
    };

    private static List<EvidenceItem> Evidence(IEnumerable<IReadOnlyList<ResourceIssue>> issues) =>
    [
        .. issues.SelectMany(one => one).CountBy(issue => issue).OrderByDescending(issue => issue.Value).ThenBy(issue => issue.Key.Path, StringComparer.Ordinal).ThenBy(issue => issue.Key.Code, StringComparer.Ordinal)
            .Take(MostIssues).Select(issue => new EvidenceItem(issue.Key.Path, $"{IssueWords.Of(issue.Key)} ({issue.Key.Code}), {Records(issue.Value)}")),
    ];

    private static string Records(int count) => count == 1 ? "1 record" : $"{count} records";
}
