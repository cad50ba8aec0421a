using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Onboarding.Evidence;
using Onboarding.Runs;
using Onboarding.Stages.Samples;

namespace Onboarding.Stages.ValidatePatients.Records;

/// <summary>The kinds of record that the hospital did not let us read, one row for each cause.</summary>
internal static class RefusedRecords
{
    internal static IEnumerable<ResultRow> Rows(SampleSet fetched, StageRunContext context, FindingLetters letters) =>
        fetched.Found.SelectMany(sample => sample.Chart.Parts).Where(part => part.Value.Finding is not null)
            .GroupBy(part => (Type: part.Key, part.Value.Finding!.Code))
            .OrderBy(cause => Place(cause.Key.Type)).ThenBy(cause => cause.Key.Code, StringComparer.Ordinal)
            .Select(cause => letters.Row(Check(cause.Key.Type), cause.First().Value.Finding!, context, $"{cause.Count()} of {fetched.Found.Count} patients not read") with
            {
                State = context.Contract.Of(cause.Key.Type).Any(field => field.IsNeeded()) ? CheckState.Failed : CheckState.Warning,
                Sample = fetched.Found.Count,
            });

    private static string Check(string type)
    {
        var words = ContractResources.Words(type);
        return $"{char.ToUpperInvariant(words[0])}{words[1..]} of the patients";
    }

    private static int Place(string type) => ContractResources.Clinical.TakeWhile(other => other != type).Count();
}
