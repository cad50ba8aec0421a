using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Onboarding.Evidence;
using Onboarding.Sites;

namespace Onboarding.Stages.ValidatePatients.Records;

/// <summary>Of all codes and units, how many are in the system that their field names, after mapping.</summary>
internal static class CodeShareRow
{
    internal const string Code = "VALIDATE-CODES";

    internal static ResultRow Of(IReadOnlyList<JudgedField> fields, Thresholds limits)
    {
        var counted = fields.Where(field => IsBound(field.Judge.Field)).Select(field => (
            field.Judge.Field.Label,
            Known: field.Judge.Records.Count(record => record.Outcome is FieldOutcome.Populated && IsCode(field.Judge.Field, record)),
            Unknown: field.Judge.Records.Count(record => record.Outcome is FieldOutcome.UnmappedCode))).ToList();
        var (known, unknown) = (counted.Sum(field => field.Known), counted.Sum(field => field.Unknown));
        var total = known + unknown;
        // Compared as counts: 19 of 20 is 95 % whatever a division makes of it.
        var passed = known + 1e-9 >= limits.CodeShare * total;
        return new()
        {
            Code = Code,
            Check = "Codes in the systems we need",
            State = total == 0 ? CheckState.NotApplicable : passed ? CheckState.Passed : CheckState.Failed,
            Measured = $"{known} of {total}",
            Limit = $"at least {Shares.Percent(limits.CodeShare)}",
            Sample = total,
            Owner = total > 0 && !passed ? FaultOwner.OurConfiguration : null,
            Message = unknown == 0 ? null : $"{(unknown == 1 ? "1 code or unit is" : $"{unknown} codes and units are")} the hospital’s own and not in the code maps.",
            Explanation = unknown == 0 ? null : $"{string.Join("; ", counted.Where(field => field.Unknown > 0).OrderByDescending(field => field.Unknown).Select(field => $"{field.Label}: {field.Unknown} of {field.Known + field.Unknown}"))}.",
            NextStep = total > 0 && !passed ? "Add the missing codes to the code maps, the most frequent first, then validate again." : null,
        };
    }

    private static bool IsBound(ContractField field) => field.CodeSystem is not null || field.AllowedCodes.Count > 0;

    // A result in words has no unit that could be wrong.
    private static bool IsCode(ContractField field, NormalisedField record) => field.Type is FieldType.Code || record.Value is MeasuredQuantity;
}
