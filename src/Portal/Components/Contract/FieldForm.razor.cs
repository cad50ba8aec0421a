using EhrAdapters.Mapping;
using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Contract;
using Portal.Components.Controls;

namespace Portal.Components.Contract;

/// <summary>Describes one field of the contract: what it is called, how badly it is needed, and what its value must keep to.</summary>
public sealed partial class FieldForm
{
    private readonly string _listId = $"systems-{Guid.CreateVersion7():N}";
    private Refusal? _refused;

    [Parameter, EditorRequired]
    public required FieldDraft Draft { get; set; }

    /// <summary>All fields of the draft.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<ContractField> Fields { get; set; }

    [Parameter]
    public EventCallback<ContractField> OnTaken { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    private string Title => Draft.Edited is { } edited ? $"Edit {edited.Label}" : $"Add a field of the {ContractResources.Word(Draft.ResourceType)}";

    private bool IsIdentity => Draft.Edited is { } edited && ContractRules.IsIdentity(edited.Id);

    private static IReadOnlyList<ChoiceOption> Requirements { get; } =
        [.. new[] { FieldRequirement.Required, FieldRequirement.Expected, FieldRequirement.Optional }.Select(one => new ChoiceOption(one.ToString(), one.Word()))];

    private static IReadOnlyList<ChoiceOption> Types { get; } = [.. Enum.GetValues<FieldType>().Select(type => new ChoiceOption(type.ToString(), type.Word()))];

    private static IReadOnlyList<ChoiceOption> Sides { get; } =
        [new(nameof(DateSide.Any), "past and future"), new(nameof(DateSide.Past), "today and before"), new(nameof(DateSide.Future), "today and later")];

    private IReadOnlyList<ChoiceOption> Firsts =>
    [
        new("", "any date"),
        .. Fields.Where(other => other.ResourceType == Draft.ResourceType && other.Id != Draft.Edited?.Id && ContractRules.IsDate(other)).Select(other => new ChoiceOption(other.Id, other.Label)),
    ];

    private void TakeType(string word) => Draft.Type = Enum.Parse<FieldType>(word);

    private async Task TakeAsync()
    {
        var taken = Draft.Take(Fields);
        _refused = taken.Refusal;
        if (taken.Value is { } field)
            await OnTaken.InvokeAsync(field);
    }
}
