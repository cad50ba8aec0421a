using EhrAdapters.Mapping;
using Microsoft.AspNetCore.Components;
using Onboarding.Stages.MapFields;

namespace Portal.Components.Stages.MapFields;

/// <summary>Adds a field that only this hospital has, from an extension found or by hand.</summary>
public sealed partial class CustomFieldForm
{
    private string _label = "";
    private string _expression = "";
    private bool _expected;

    [Parameter, EditorRequired]
    public required MappingStudio Studio { get; set; }

    /// <summary>The new field's id.</summary>
    [Parameter]
    public EventCallback<string> OnAdded { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    private IReadOnlyList<DiscoveredExtension> Extensions =>
        [.. Studio.Session.Extensions.Where(extension => Studio.Map.Fields.All(mapping => mapping.Expression != extension.Expression))];

    private string? Off => (_label.Trim(), _expression.Trim()) switch
    {
        ("", _) => "Give it a name.",
        (_, "") => "Say where the value comes from.",
        _ => Studio.Session.Preview(Probe, new() { FieldId = Probe.Id, Expression = _expression.Trim() }).Problem,
    };

    private static ContractField Probe { get; } = new() { Id = $"{ContractFields.CustomPrefix}new", Label = "New field", Requirement = FieldRequirement.Optional, Type = FieldType.Text };

    private void Take(DiscoveredExtension extension)
    {
        _expression = extension.Expression;
        if (_label.Trim().Length == 0)
            _label = Name(extension);
    }

    private async Task AddAsync()
    {
        if (Off is not null) return;
        await OnAdded.InvokeAsync(Studio.AddCustom(_label, _expression, _expected ? FieldRequirement.Expected : FieldRequirement.Optional));
    }

    // The last part of the address, or of the named part inside it, as words.
    private static string Name(DiscoveredExtension extension)
    {
        var last = extension.Url.TrimEnd('/').Split('/', ':')[^1];
        var part = extension.Expression.Split("where(url = '")[^1].Split('\'')[0];
        var words = (part == extension.Url ? last : $"{last}, {part}").Replace('-', ' ').Replace('_', ' ');
        return words.Length == 0 ? extension.Url : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
