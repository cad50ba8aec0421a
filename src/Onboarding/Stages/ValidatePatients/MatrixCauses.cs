using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Onboarding.Stages.Samples;

namespace Onboarding.Stages.ValidatePatients;

/// <summary>Whole rows and columns of the matrix that have one cause, said once instead of ten times.</summary>
internal static class MatrixCauses
{
    internal static IReadOnlyList<MatrixCause> Of(IReadOnlyList<JudgedField> fields, SampleSet fetched) =>
        [.. fields.Select(Field).OfType<MatrixCause>(), .. fetched.Samples.Select((sample, index) => Patient(sample, index, fields)).OfType<MatrixCause>()];

    internal static string Unread(int number) => $"Patient {number} could not be read";

    internal static string Thin(int number) => $"The record of patient {number} is nearly empty";

    private static MatrixCause? Field(JudgedField field)
    {
        var judge = field.Judge;
        if (judge.Judged < 2 || judge.Passed > 0 || judge.State is CheckState.NotApplicable || judge.MainGap is not { } gap || judge.Count(gap) < judge.Judged)
            return null;
        var (title, explanation, owner) = gap switch
        {
            FieldOutcome.NotMapped => ("is not mapped", "No place is given for it, so no patient can have it.", FaultOwner.OurConfiguration),
            FieldOutcome.UnmappedCode => ("uses codes of the hospital's own", "The code map lists none of them.", FaultOwner.OurConfiguration),
            FieldOutcome.Invalid => ("has the wrong form in every patient", "The expression most likely reads another place than meant.", FaultOwner.OurConfiguration),
            FieldOutcome.Explained => ("is withheld for every patient", "The hospital sends a reason instead of a value; a right of our client may be missing.", FaultOwner.Hospital),
            _ => ($"is absent in all {judge.Judged} patients", "Either the mapping looks in the wrong place or this hospital does not send it.", FaultOwner.OurConfiguration),
        };
        return new(judge.State, $"{judge.Field.Label} {title}", explanation, owner, judge.Field.Id, null);
    }

    private static MatrixCause? Patient(Sample sample, int index, IReadOnlyList<JudgedField> fields)
    {
        if (sample.Finding is { } finding)
            return new(CheckState.Failed, Unread(sample.Number), finding.Cause, finding.Owner, null, sample.Number);
        // What the chart lacks is no gap of the person's own record.
        var judged = fields.Where(field => field.Judge.Field is { ResourceType: ContractResources.Patient, Requirement: not FieldRequirement.Optional } && field.Expression is not null).ToList();
        var empty = judged.Count(field => field.Judge.Cells[index] is not CheckState.Passed);
        // More than half of the fields missing in one record is one thin record, not many faults.
        return empty * 2 > judged.Count
            ? new(
                judged.Exists(field => field.Judge.Cells[index] is CheckState.Failed) ? CheckState.Failed : CheckState.Warning,
                Thin(sample.Number),
                $"{empty} of {judged.Count} fields have no usable value in it. A merged or newly made record looks like this.", FaultOwner.Hospital, null, sample.Number)
            : null;
    }
}
