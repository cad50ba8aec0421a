using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Onboarding.Evidence;

namespace Onboarding.Stages.ValidatePatients;

/// <summary>Says in plain words how one field fared, whose move it is and what comes next.</summary>
internal static class FieldVerdictRow
{
    internal static ResultRow Of(FieldJudge judge)
    {
        (FaultOwner Owner, string NextStep)? advice = judge.State is CheckState.Failed or CheckState.Warning ? Advise(judge) : null;
        return new()
        {
            Code = FieldRows.Code("VALIDATE", judge.Field.Id),
            Check = judge.Field.Label,
            State = judge.State,
            Measured = $"{judge.Passed} of {judge.Judged}",
            Limit = judge.Needed is { } needed && judge.Judged > 0 ? needed == judge.Judged ? $"{needed} of {judge.Judged}" : $"at least {needed} of {judge.Judged}" : null,
            Margin = judge.Needed is { } limit && judge.Judged > 0 ? Margin(judge.Passed - limit) : null,
            Sample = judge.Judged,
            Owner = advice?.Owner,
            Message = Message(judge),
            Explanation = Gaps(judge),
            NextStep = advice?.NextStep ?? Unlock(judge),
            // What nobody can judge and the product can do without leaves the gate alone.
            Needed = judge.State is not CheckState.CouldNotAssess || judge.Field.IsNeeded(),
        };
    }

    private static string Margin(int patients) => patients switch
    {
        0 => "exactly at the limit",
        > 0 => $"{FieldRows.Patients(patients)} above the limit",
        < 0 => $"{FieldRows.Patients(-patients)} short",
    };

    private static string Message(FieldJudge judge) => judge.State switch
    {
        CheckState.NotReached => "No patient could be read, so nothing is known of this field.",
        CheckState.CouldNotAssess when judge.Count(Reach.Refused) > 0 => $"The hospital did not let us read the {ContractResources.Words(judge.Field.ResourceType)}, so nothing is known of this field.",
        CheckState.CouldNotAssess or CheckState.NotApplicable when judge.Judged == 0 => $"None of these patients has {ContractResources.Words(judge.Field.ResourceType)}, so nothing is known of this field.",
        CheckState.NotApplicable => "None of these patients has it; it is welcome but not needed.",
        _ when judge.MainGap is FieldOutcome.NotMapped => "It is not mapped, so nothing is stored of it.",
        CheckState.Passed when judge.Passed == judge.Judged => $"Every patient has it. {Proof(judge)}",
        CheckState.Passed => $"Enough patients have it. {Proof(judge)}",
        _ when judge.Passed == 0 => "No patient has it in a form that we can use.",
        _ => $"{FieldRows.Patients(judge.Judged - judge.Passed)} of {judge.Judged} {(judge.Judged - judge.Passed == 1 ? "lacks" : "lack")} it. {Proof(judge)}",
    };

    private static string Proof(FieldJudge judge) =>
        judge.ProvenShare is { } share ? $"This proves it for at least {BinomialBound.Percent(share)} of all patients, with 95 % confidence." : "";

    private static string? Gaps(FieldJudge judge)
    {
        var gaps = new[]
        {
            (judge.Count(FieldOutcome.Absent), "without a value"),
            (judge.Count(FieldOutcome.Explained), "where the hospital says why there is none, which does not count as a value"),
            (judge.Count(FieldOutcome.UnmappedCode), "with a code of the hospital's own that the code map does not list"),
            (judge.Count(FieldOutcome.Invalid), "with a value of the wrong form"),
            (judge.Judged > 0 ? judge.Count(Reach.NoRecord) : 0, $"without any {ContractResources.Word(judge.Field.ResourceType)}, which leave the count"),
            (judge.Judged > 0 ? judge.Count(Reach.Refused) : 0, $"whose {ContractResources.Words(judge.Field.ResourceType)} we may not read"),
        }.Where(gap => gap.Item1 > 0).Select(gap => $"{FieldRows.Patients(gap.Item1)} {gap.Item2}").ToList();
        return gaps.Count > 0 ? $"{string.Join("; ", gaps)}." : null;
    }

    private static string? Unlock(FieldJudge judge) => judge is not { State: CheckState.CouldNotAssess, Judged: 0 } ? null
        : judge.Count(Reach.Refused) > 0 ? "See the row about these records for what the hospital has to allow, then validate again."
        : $"Ask the hospital for test patients who have {ContractResources.Words(judge.Field.ResourceType)}, then validate again.";

    private static (FaultOwner Owner, string NextStep) Advise(FieldJudge judge) => (judge.MainGap, judge.Passed) switch
    {
        (FieldOutcome.NotMapped, _) => (FaultOwner.OurConfiguration, "Map the field, then validate again."),
        (FieldOutcome.UnmappedCode, _) => (FaultOwner.OurConfiguration, "Add the missing codes to the code map, then validate again."),
        // Where nobody has it, our own mapping is the first suspect.
        (_, 0) => (FaultOwner.OurConfiguration, "Check the mapping first: no patient has a usable value at this place. If the place is right, ask the hospital whether they record it."),
        (FieldOutcome.Invalid, _) => (FaultOwner.Hospital, "Ask the hospital to correct these records, or name other patients."),
        (FieldOutcome.Explained, _) => (FaultOwner.Hospital, "Ask the hospital whether these patients may be shown with this field, or name other patients."),
        _ => (FaultOwner.Hospital, "Ask the hospital to complete these records, or to name patients whose records are complete."),
    };
}
