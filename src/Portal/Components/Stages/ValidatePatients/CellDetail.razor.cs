using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Onboarding.Lifecycle;
using Onboarding.Sites;
using Onboarding.Stages.ValidatePatients;
using Portal.Components.Controls;
using Portal.Glue;

namespace Portal.Components.Stages.ValidatePatients;

/// <summary>One cell opened: what was found, masked, why it is judged so, where it came from, whose move it is.</summary>
public sealed partial class CellDetail
{
    [Parameter, EditorRequired]
    public required ValidationMatrix Matrix { get; set; }

    [Parameter, EditorRequired]
    public required MatrixPlace Place { get; set; }

    [Parameter, EditorRequired]
    public required Site Site { get; set; }

    /// <summary>The run whose matrix it is.</summary>
    [Parameter, EditorRequired]
    public required Guid Run { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    private MatrixField Row => Matrix.Fields.First(row => row.FieldId == Place.FieldId);

    private MatrixCell Cell => Row.Cells[Matrix.Patients.TakeWhile(patient => patient.Number != Place.Patient).Count()];

    private MatrixCause? Cause => Matrix.Causes.FirstOrDefault(cause => cause.FieldId == Place.FieldId)
        ?? Matrix.Causes.FirstOrDefault(cause => cause.Patient == Place.Patient);

    private bool NeedsSomebody => Cell.State is CheckState.Failed or CheckState.Warning or CheckState.CouldNotAssess;

    private string Move => NeedsSomebody ? Cause?.Owner?.Word() ?? "Look at the record with the hospital" : "Nobody’s";

    private string? NextHref => NeedsSomebody && Cell.State is not CheckState.CouldNotAssess
        ? $"{SitePaths.Of(Site.Slug, Stage.MapFields)}?field={Uri.EscapeDataString(Place.FieldId)}"
        : null;
}
