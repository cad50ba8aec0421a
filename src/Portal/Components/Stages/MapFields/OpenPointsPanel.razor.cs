using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Onboarding.Stages.MapFields;
using Onboarding.Stages.MapFields.OpenPoints;
using Onboarding.Stages.MapFields.Templates;

namespace Portal.Components.Stages.MapFields;

/// <summary>Conflicts, what is never filled and what is not mapped: of the mapping as it stands here, or as the last check kept it.</summary>
public sealed partial class OpenPointsPanel
{
    [Parameter, EditorRequired]
    public required MappingStudio Studio { get; set; }

    [Parameter, EditorRequired]
    public required string Slug { get; set; }

    /// <summary>What the last check found; counts without the samples.</summary>
    [Parameter]
    public MappingReport? Stored { get; set; }

    /// <summary>The company's template for the vendor and release.</summary>
    [Parameter]
    public SiteTemplate Template { get; set; } = SiteTemplate.None;

    private bool Live => Studio.Session.SampleCount > 0;

    private IReadOnlyList<OpenPoint> Points => Live ? Studio.OpenPoints(Template) : Stored?.OpenPoints ?? [];

    // What is said of several fields in the same words is one row that names them.
    private IEnumerable<IGrouping<(OpenPointKind Kind, CheckState State, string Cause), OpenPoint>> Rows =>
        Points.GroupBy(point => (point.Kind, point.State, point.Cause(Label)));

    private string Origin => Live ? $"with your edits, on {RecordWords.Count("Patient", Studio.Session.SampleCount)}"
        : Stored is null ? "" : $"as the last check found it, on {RecordWords.Count("Patient", Stored.Samples)}";

    private string Label(string fieldId) => Studio.Fields.FirstOrDefault(field => field.Id == fieldId)?.Label ?? fieldId;
}
