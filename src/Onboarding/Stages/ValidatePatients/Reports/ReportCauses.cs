using EhrAdapters.Diagnosis;
using Onboarding.Evidence;

namespace Onboarding.Stages.ValidatePatients.Reports;

/// <summary>The causes of a matrix, each said once: fields in the contract's order, then patients with one cause together.</summary>
internal static class ReportCauses
{
    internal static IReadOnlyList<ReportCause> Of(ValidationMatrix matrix, IReadOnlyList<ResultRow> rows) =>
    [
        .. matrix.Fields.SelectMany(field => matrix.Causes.Where(cause => cause.FieldId == field.FieldId)).Select(cause => Field(cause, rows)),
        .. matrix.Causes.Where(cause => cause.Patient is not null)
            .GroupBy(cause => (cause.State, Kind: KindOf(cause), cause.Explanation, cause.Owner))
            .Select(alike => Patients([.. alike], rows))
            .OrderBy(cause => cause.Title, StringComparer.Ordinal).ThenBy(cause => cause.Explanation, StringComparer.Ordinal).ThenBy(cause => cause.State),
    ];

    /// <summary>The cause that explains every gap of a field; null where none does.</summary>
    internal static ReportCause? Explaining(MatrixField field, ValidationMatrix matrix, IReadOnlyList<ReportCause> causes)
    {
        if (causes.FirstOrDefault(cause => cause.FieldId == field.FieldId) is { } own)
            return own;
        var gaps = field.Cells.Zip(matrix.Patients, (cell, patient) => (cell.State, patient.Number))
            .Where(cell => cell.State is CheckState.Failed or CheckState.Warning or CheckState.CouldNotAssess)
            .Select(cell => cell.Number).ToList();
        return gaps.Count == 0 ? null : causes.FirstOrDefault(cause => gaps.TrueForAll(cause.Patients.Contains));
    }

    private static ReportCause Field(MatrixCause cause, IReadOnlyList<ResultRow> rows) => new()
    {
        State = cause.State, Title = cause.Title, Explanation = cause.Explanation, Owner = cause.Owner, FieldId = cause.FieldId, Patients = [],
        NextStep = rows.FirstOrDefault(row => row.Code == FieldRows.Code("VALIDATE", cause.FieldId!))?.NextStep,
    };

    private static ReportCause Patients(List<MatrixCause> alike, IReadOnlyList<ResultRow> rows) => new()
    {
        State = alike[0].State,
        Title = Title(KindOf(alike[0]), alike.Count, alike[0].Title),
        Explanation = alike[0].Explanation,
        Owner = alike[0].Owner,
        Patients = [.. alike.Select(cause => cause.Patient!.Value).Order()],
        NextStep = rows.FirstOrDefault(row => row.Message == alike[0].Explanation)?.NextStep,
    };

    // The numbers stand beside the title, so that the title is the same in whatever order the hospital named its patients.
    private static string Title(PatientCause kind, int count, string title) => kind switch
    {
        PatientCause.Unread => $"{FieldRows.Patients(count)} could not be read",
        PatientCause.Thin => count == 1 ? "The record of 1 patient is nearly empty" : $"The records of {count} patients are nearly empty",
        PatientCause.Other => title,
    };

    private static PatientCause KindOf(MatrixCause cause) => cause.Patient is { } number
        ? cause.Title == MatrixCauses.Unread(number) ? PatientCause.Unread : cause.Title == MatrixCauses.Thin(number) ? PatientCause.Thin : PatientCause.Other
        : PatientCause.Other;

    private enum PatientCause
    {
        Unread,
        Thin,
        Other,
    }
}
