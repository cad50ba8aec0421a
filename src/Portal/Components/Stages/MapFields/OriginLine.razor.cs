using EhrAdapters.Mapping;
using Microsoft.AspNetCore.Components;
using Onboarding.Stages.MapFields.Templates;

namespace Portal.Components.Stages.MapFields;

/// <summary>Which of the three levels a field's value comes from, and how the company's template has it.</summary>
public sealed partial class OriginLine
{
    [Parameter]
    public FieldMapping? Mapping { get; set; }

    [Parameter, EditorRequired]
    public required SiteTemplate Template { get; set; }

    [Parameter, EditorRequired]
    public required string FieldId { get; set; }

    /// <summary>Where the vendor's profile and FHIR keep the field.</summary>
    [Parameter]
    public IReadOnlyList<string> Places { get; set; } = [];

    [Parameter]
    public bool ReadOnly { get; set; }

    [Parameter]
    public EventCallback<FieldMapping> OnTake { get; set; }

    private FieldMapping? Own => Template.Of(FieldId);

    private bool SameHere => Own is { } own && SiteTemplate.SameMapping(own, Mapping);

    private bool SamePlace => Own is { } own && Mapping is { } mapping && own.Expression.Trim() == mapping.Expression.Trim();

    private string Words => Mapping is { } mapping
        ? MappingOrigins.Of(mapping, Template, Places) switch
        {
            MappingOrigin.Template => $"From the company’s template, {Template.Version!.ReleaseWord()}.",
            MappingOrigin.VendorProfile => "From the vendor profile.",
            MappingOrigin.ThisSite => "From this site alone.",
        }
        : "Not mapped here.";
}
