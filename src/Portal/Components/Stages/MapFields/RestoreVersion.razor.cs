using EhrAdapters.Mapping;
using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Sites;
using Onboarding.Stages.MapFields;
using Onboarding.Stages.MapFields.Versions;

namespace Portal.Components.Stages.MapFields;

/// <summary>What bringing a version back would do: tried on the samples, with the evidence it ends, before anything is saved.</summary>
public sealed partial class RestoreVersion
{
    private IReadOnlyList<TriedField> _tried = [];
    private (FieldMap, MappingSession)? _of;

    [Parameter, EditorRequired]
    public required MappingVersion Version { get; set; }

    [Parameter, EditorRequired]
    public required MappingSession Session { get; set; }

    [Parameter, EditorRequired]
    public required SiteView View { get; set; }

    [Parameter]
    public bool Dirty { get; set; }

    [Parameter]
    public bool MayWork { get; set; }

    [Parameter]
    public EventCallback<int> OnRestore { get; set; }

    private string? Off => this switch
    {
        { MayWork: false } => Actor.LooksOn.Message,
        { Dirty: true } => "Save or undo your edits first.",
        _ when _tried.Count == 0 => "Nothing differs.",
        _ => null,
    };

    protected override void OnParametersSet()
    {
        var saved = View.Site.Configuration.Mapping;
        if (_of is { } before && ReferenceEquals(before.Item1, saved) && ReferenceEquals(before.Item2, Session)) return;
        (_of, _tried) = ((saved, Session), RestoreTrial.Of(Session, saved, Version.Mapping));
    }
}
