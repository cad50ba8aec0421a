using EhrAdapters.Diagnosis;

namespace Onboarding.Stages.ValidatePatients;

/// <summary>How a matrix is read: what is wrong in it, and what one cause explains.</summary>
public static class MatrixReading
{
    /// <summary>True for a patient of whom nothing could be judged: one cause, not many cells.</summary>
    /// <param name="at">The patient's column.</param>
    public static bool IsUnjudged(this ValidationMatrix matrix, int at) =>
        matrix.Fields.All(field => field.Cells[at].State is CheckState.CouldNotAssess or CheckState.NotReached);

    /// <summary>The cause of a cell's whole row or column, where the cell is not right.</summary>
    public static MatrixCause? CauseOf(this ValidationMatrix matrix, MatrixField field, MatrixPatient patient, MatrixCell cell) =>
        cell.State is CheckState.Passed or CheckState.NotApplicable ? null
            : matrix.Causes.FirstOrDefault(cause => cause.FieldId == field.FieldId) ?? matrix.Causes.FirstOrDefault(cause => cause.Patient == patient.Number);

    /// <summary>Only the fields in which something is wrong that no cause of a whole patient explains.</summary>
    public static ValidationMatrix OnlyWrong(this ValidationMatrix matrix)
    {
        var explained = matrix.Causes.Select(cause => cause.Patient).OfType<int>().ToHashSet();
        return matrix with { Fields = [.. matrix.Fields.Where(IsWrong)] };

        bool IsWrong(MatrixField field) => field.State is CheckState.Failed or CheckState.Warning or CheckState.CouldNotAssess
            || field.Cells.Zip(matrix.Patients).Any(pair =>
                pair.First.State is CheckState.Failed or CheckState.Warning or CheckState.CouldNotAssess && !explained.Contains(pair.Second.Number));
    }
}
