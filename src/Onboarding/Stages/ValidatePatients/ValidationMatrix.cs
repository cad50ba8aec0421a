using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using Onboarding.Evidence;
using Onboarding.Runs;
using Onboarding.Stages.ValidatePatients.Choosing;

namespace Onboarding.Stages.ValidatePatients;

/// <summary>Field × patient, states only. Patients are numbers, never names.</summary>
public sealed record ValidationMatrix(
    IReadOnlyList<MatrixPatient> Patients,
    IReadOnlyList<MatrixField> Fields,
    IReadOnlyList<MatrixCause> Causes) : StageDetail
{
    /// <summary>Which kinds of patient were among them; null in runs that did not count them yet.</summary>
    public PatientCover? Cover { get; init; }

    /// <summary>A field whose failure is accepted reads as its row does; what each patient has stays what it was.</summary>
    public override StageDetail ReadAs(IReadOnlyList<ResultRow> rows)
    {
        var accepted = rows.Where(row => row.State is CheckState.Warning).Select(row => row.Code).ToHashSet(StringComparer.Ordinal);
        return this with
        {
            Fields = [.. Fields.Select(field => field.State is CheckState.Failed && accepted.Contains(FieldRows.Code("VALIDATE", field.FieldId)) ? field with { State = CheckState.Warning } : field)],
        };
    }
}

/// <param name="Number">From 1, in the hospital's order.</param>
/// <param name="Kind">A word for the column's head, such as "adult", "minor", "over 89", "not found".</param>
public sealed record MatrixPatient(int Number, string Kind);

/// <param name="Cells">One per patient, in their order.</param>
/// <param name="ResourceType">The FHIR resource type that holds the field.</param>
/// <param name="ProvenShare">The share of all patients that the result proves with 95 % confidence, one-sided; null where none.</param>
public sealed record MatrixField(
    string FieldId,
    string Label,
    FieldRequirement Requirement,
    CheckState State,
    int Passed,
    int Judged,
    double? ProvenShare,
    IReadOnlyList<MatrixCell> Cells,
    string ResourceType = ContractResources.Patient);

/// <param name="Masked">The value masked to its shape, such as <c>A••• (5)</c>; null where there is none.</param>
public sealed record MatrixCell(CheckState State, string? Reason, string? Masked, string? Path);

/// <summary>One cause that explains a whole row or column, said once.</summary>
public sealed record MatrixCause(CheckState State, string Title, string Explanation, FaultOwner? Owner, string? FieldId, int? Patient);
