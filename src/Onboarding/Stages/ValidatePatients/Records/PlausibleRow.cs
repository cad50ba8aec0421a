using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Onboarding.Evidence;
using Onboarding.Sites;

namespace Onboarding.Stages.ValidatePatients.Records;

/// <summary>Can the values be true: no date and nothing that says who somebody is may be impossible, and hardly anything else.</summary>
internal static class PlausibleRow
{
    internal const string Code = "VALIDATE-PLAUSIBLE";

    internal const string Request = "Please look at these values in the records of the test patients; they cannot be true as they are.";

    internal static ResultRow Of(IReadOnlyList<JudgedField> fields, Thresholds limits)
    {
        var counted = fields.Select(field => (field.Judge.Field, Implausible: field.Judge.Records.Where(record => record.Implausible).ToList(),
            Judged: field.Judge.Records.Count(record => record.Implausible || record.Outcome is FieldOutcome.Populated))).Where(field => field.Judged > 0).ToList();
        var strict = counted.Where(field => IsStrict(field.Field)).Sum(field => field.Implausible.Count);
        var loose = counted.Where(field => !IsStrict(field.Field)).ToList();
        var (wrong, total) = (counted.Sum(field => field.Implausible.Count), counted.Sum(field => field.Judged));
        var tooMany = loose.Sum(field => field.Implausible.Count) > (limits.ImplausibleShare * loose.Sum(field => field.Judged)) + 1e-9;
        var state = total == 0 ? CheckState.NotApplicable : strict > 0 || tooMany ? CheckState.Failed : wrong > 0 ? CheckState.Warning : CheckState.Passed;
        return new()
        {
            Code = Code,
            Check = "Values that can be true",
            State = state,
            Measured = $"{wrong} of {total} implausible",
            Limit = $"no date and no identity, {Shares.Percent(limits.ImplausibleShare)} of the rest",
            Sample = total,
            Owner = wrong > 0 ? FaultOwner.Hospital : null,
            Message = wrong == 0 ? null : $"{(wrong == 1 ? "1 value cannot" : $"{wrong} values cannot")} be true.",
            Explanation = wrong == 0 ? null : $"{string.Join("; ", counted.Where(field => field.Implausible.Count > 0).OrderByDescending(field => field.Implausible.Count).Select(Words))}",
            NextStep = state switch
            {
                CheckState.Failed => "Check the mapping of these fields first: a place that holds another date looks like this. If it is right, ask the hospital to correct the records.",
                CheckState.Warning => "Tell the hospital; the stage does not wait for it.",
                _ => null,
            },
        };
    }

    private static bool IsStrict(ContractField field) => field.Requirement is FieldRequirement.Identity || field.Type is FieldType.Date or FieldType.DateTime;

    private static string Words((ContractField Field, List<NormalisedField> Implausible, int Judged) field) =>
        $"{field.Field.Label}: {field.Implausible.Count} of {field.Judged}. {field.Implausible.GroupBy(record => record.Reason).OrderByDescending(reason => reason.Count()).ThenBy(reason => reason.Key, StringComparer.Ordinal).First().Key}";
}
