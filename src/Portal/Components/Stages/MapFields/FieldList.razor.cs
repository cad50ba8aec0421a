using EhrAdapters.Mapping;
using Microsoft.AspNetCore.Components;
using Onboarding.Sites;
using Onboarding.Stages.MapFields.Templates;

namespace Portal.Components.Stages.MapFields;

/// <summary>The fields by the kind of record that holds them, each with how it stands.</summary>
public sealed partial class FieldList
{
    [Parameter, EditorRequired]
    public required MappingStudio Studio { get; set; }

    /// <summary>The company's template, whose differences are marked.</summary>
    [Parameter]
    public SiteTemplate Template { get; set; } = SiteTemplate.None;

    [Parameter]
    public string? Selected { get; set; }

    [Parameter]
    public EventCallback<string> SelectedChanged { get; set; }

    /// <summary>True while a new field is being described.</summary>
    [Parameter]
    public bool Adding { get; set; }

    [Parameter]
    public EventCallback OnAdd { get; set; }

    /// <summary>Other sites whose mapping could be copied.</summary>
    [Parameter]
    public int Sisters { get; set; }

    /// <summary>True while one of them is chosen.</summary>
    [Parameter]
    public bool Copying { get; set; }

    [Parameter]
    public EventCallback OnCopy { get; set; }

    private bool Differs(string fieldId) => Template.Of(fieldId) is { } own && !SiteTemplate.SameMapping(own, Studio.Mapping(fieldId));

    private IEnumerable<(string Title, IReadOnlyList<ContractField> Fields)> Groups =>
        ContractResources.All.Select(type => (Title(type), (IReadOnlyList<ContractField>)[.. Studio.Session.Contract.Of(type)]))
            .Append(("This hospital’s own", Studio.Map.CustomFields))
            .Where(group => group.Item2.Count > 0);

    private static string Title(string resourceType) => ContractResources.Word(resourceType) is var word ? $"{char.ToUpperInvariant(word[0])}{word[1..]}" : "";

    private static string GroupId(string title) => $"fields-{Slug.From(title)}";
}
