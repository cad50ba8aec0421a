using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Onboarding.Evidence;
using Onboarding.Sites;
using Onboarding.Stages.Samples;

namespace Onboarding.Stages.ValidatePatients.Records;

/// <summary>What these patients show together: every field once (must-support is a union), and of every kind of record enough.</summary>
internal static class CoverageRows
{
    internal const string MustSupport = "VALIDATE-MUST-SUPPORT";
    internal const string Applicable = "VALIDATE-APPLICABLE";

    internal static ResultRow Union(IReadOnlyList<JudgedField> fields)
    {
        var judged = fields.Where(field => field.Judge.Judged > 0).ToList();
        var gaps = judged.Where(field => !field.Judge.Records.Any(record => record.Outcome is FieldOutcome.Populated)).Select(field => field.Judge.Field).ToList();
        var grave = gaps.Any(field => field.Requirement is not FieldRequirement.Optional);
        return new()
        {
            Code = MustSupport,
            Check = "Every field in at least one patient",
            State = judged.Count == 0 ? CheckState.NotApplicable : grave ? CheckState.Warning : CheckState.Passed,
            Measured = $"{judged.Count - gaps.Count} of {judged.Count} fields",
            Limit = "every field once",
            Sample = judged.Count,
            Owner = grave ? FaultOwner.Hospital : null,
            Message = gaps.Count == 0 ? null : $"No record of any of these patients shows {Listed(gaps)}.",
            NextStep = grave ? "Ask the hospital whether it records these fields at all, and for a patient who shows them." : null,
        };
    }

    /// <summary>Nothing where no clinical record was asked for.</summary>
    internal static IEnumerable<ResultRow> Enough(SampleSet fetched, Thresholds limits)
    {
        var kinds = ContractResources.Clinical.Where(type => fetched.Found.Any(sample => sample.Chart.Parts.ContainsKey(type))).ToList();
        if (kinds.Count == 0)
            yield break;
        var thin = kinds.Select(type => (type, Without: fetched.Found.Count(sample => sample.Chart.Parts.GetValueOrDefault(type)?.Records is { Records.Count: 0 })))
            .Where(kind => kind.Without > (limits.NotApplicableShare * fetched.Found.Count) + 1e-9).ToList();
        yield return new()
        {
            Code = Applicable,
            Check = "Patients who show every kind of record",
            State = thin.Count > 0 ? CheckState.Warning : CheckState.Passed,
            Measured = $"{kinds.Count - thin.Count} of {kinds.Count} kinds of record",
            Limit = $"at most {Shares.Percent(limits.NotApplicableShare)} of the patients without",
            Sample = fetched.Found.Count,
            Owner = thin.Count > 0 ? FaultOwner.Hospital : null,
            Message = thin.Count == 0 ? null
                : $"These patients are badly chosen: {string.Join(", ", thin.Select(kind => $"{kind.Without} of {fetched.Found.Count} have no {ContractResources.Words(kind.type)}"))}.",
            NextStep = thin.Count == 0 ? null : $"Ask the hospital for patients who have {string.Join(" and ", thin.Select(kind => ContractResources.Words(kind.type)))}, and exchange some of these for them.",
        };
    }

    private static string Listed(List<ContractField> gaps) => string.Join(", ", gaps.Select(field => $"“{field.Label}”"));
}
