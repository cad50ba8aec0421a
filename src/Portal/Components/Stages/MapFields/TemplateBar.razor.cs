using EhrAdapters.Mapping;
using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Sites;
using Onboarding.Stages.MapFields.Templates;
using Portal.Components.Controls;
using Portal.Components.Layout;
using Portal.Glue;

namespace Portal.Components.Stages.MapFields;

/// <summary>The company's template beside this site's mapping: what differs, take it over, or make a template of what is saved.</summary>
public sealed partial class TemplateBar
{
    private ElementReference _opener;
    private bool _making, _any;
    private string _reason = "";
    private Refusal? _refused;

    [Parameter, EditorRequired]
    public required Site Site { get; set; }

    [Parameter, EditorRequired]
    public required MappingStudio Studio { get; set; }

    [Parameter, EditorRequired]
    public required SiteTemplate Template { get; set; }

    [Parameter]
    public bool MayWork { get; set; }

    /// <summary>The template's mappings are taken over as edits.</summary>
    [Parameter]
    public EventCallback<IReadOnlyList<FieldMapping>> OnTake { get; set; }

    /// <summary>A template was made of this site.</summary>
    [Parameter]
    public EventCallback OnMade { get; set; }

    [CascadingParameter]
    public required Actor Actor { get; set; }

    [Inject]
    public required MappingTemplates Templates { get; init; }

    [Inject]
    public required VendorNames Vendors { get; init; }

    [Inject]
    public required Announcer Announcer { get; init; }

    private string VendorName => Vendors.Of(Template.Vendor);

    private bool MayMake => MappingTemplates.MayKeep(Actor) && Template.Vendor.Length > 0 && Site.Configuration.Mapping.Fields.Count > 0;

    private IReadOnlyList<FieldMapping> Differing => Template.Differing(Studio.Map, Studio.Session.Contract);

    private IReadOnlyList<ChoiceOption> Releases => Template.Release is { } release
        ? [new(bool.FalseString, $"{VendorName}, {release}"), new(bool.TrueString, $"{VendorName}, any release")]
        : [new(bool.TrueString, $"{VendorName}, any release")];

    private async Task MakeAsync()
    {
        var made = await Templates.MakeAsync(Site.Id, _any || Template.Release is null, _reason, Actor, CancellationToken.None);
        _refused = made.Refusal;
        if (made.Value is not { } version)
            return;
        (_making, _reason) = (false, "");
        Announcer.Say($"Template of {VendorName}, {version.ReleaseWord()} saved as version {version.Number}");
        await OnMade.InvokeAsync();
        await _opener.FocusAsync();
    }
}
