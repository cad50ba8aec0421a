using System.Globalization;
using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Onboarding.Stages.ValidatePatients;

namespace Portal.Components.Controls;

/// <summary>One opened cell.</summary>
public sealed record MatrixPlace(string FieldId, int Patient);

/// <summary>The fields of one kind of record.</summary>
internal sealed record MatrixGroup(string Head, IReadOnlyList<MatrixField> Fields);

/// <summary>Field × patient as a real table: arrows move (frame.js), Enter opens, Escape closes.</summary>
public sealed partial class FieldMatrix
{
    [Parameter, EditorRequired]
    public required ValidationMatrix Matrix { get; set; }

    /// <summary>The opened cell; null where none is.</summary>
    [Parameter]
    public MatrixPlace? Selected { get; set; }

    /// <summary>The new cell, or null when it was closed.</summary>
    [Parameter]
    public EventCallback<MatrixPlace?> SelectedChanged { get; set; }

    // A hospital's own fields stand at the end of the list and under the head of their record.
    private IEnumerable<MatrixGroup> Groups => Matrix.Fields.GroupBy(MatrixHeads.Of).OrderBy(group => group.Key.Place).Select(group => new MatrixGroup(group.Key.Head, [.. group]));

    private Task OpenAsync(MatrixField field, MatrixPatient patient) =>
        SelectedChanged.InvokeAsync(IsSelected(field, patient) ? null : new MatrixPlace(field.FieldId, patient.Number));

    private Task KeyAsync(KeyboardEventArgs key) =>
        key.Key == "Escape" && Selected is not null ? SelectedChanged.InvokeAsync(null) : Task.CompletedTask;

    private bool IsSelected(MatrixField field, MatrixPatient patient) =>
        Selected is { } place && place.FieldId == field.FieldId && place.Patient == patient.Number;

    // Tab enters the matrix once: at the opened cell, else at the first one. A filter may have taken the opened one away.
    private bool IsEntry(MatrixField field, int at) => Selected is null || Matrix.Fields.All(shown => shown.FieldId != Selected.FieldId)
        ? field == Groups.First().Fields[0] && at == 0
        : IsSelected(field, Matrix.Patients[at]);

    private static string Spoken(MatrixField field, MatrixPatient patient, MatrixCell cell, MatrixCause? cause) =>
        $"{field.Label}, patient {patient.Number:00}: {cell.State.Word()}" + (cell.Reason is { Length: > 0 } reason ? $", {reason}" : "")
        + (cause is null ? "" : cause.Patient is null ? ", one cause for the whole field" : ", one cause for the whole patient");

    // The field's name stands at the head of the row already.
    private static string Short(MatrixCause cause, MatrixField field) =>
        cause.Title.StartsWith(field.Label + " ", StringComparison.Ordinal) ? cause.Title[(field.Label.Length + 1)..] : cause.Title;

    private static string Percent(double share) =>
        (Math.Clamp(share, 0, 1) * 100).ToString("0", CultureInfo.InvariantCulture) + "%";
}
