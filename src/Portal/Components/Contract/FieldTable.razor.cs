using EhrAdapters.Mapping;
using Microsoft.AspNetCore.Components;

namespace Portal.Components.Contract;

/// <summary>The fields of one kind of record, each with what its value is judged by.</summary>
public sealed partial class FieldTable
{
    private const int CodesShown = 4;

    private readonly Dictionary<string, ElementReference> _openers = [];
    private FieldDraft? _draft;

    [Parameter, EditorRequired]
    public required string ResourceType { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<ContractField> Fields { get; set; }

    /// <summary>The fields as they were published.</summary>
    [Parameter, EditorRequired]
    public required DataContract Published { get; set; }

    [Parameter]
    public bool MayEdit { get; set; }

    /// <summary>The id of the field whose form is open.</summary>
    [Parameter]
    public string? Editing { get; set; }

    [Parameter]
    public EventCallback<string?> OnEdit { get; set; }

    [Parameter]
    public EventCallback<ContractField> OnTaken { get; set; }

    [Parameter]
    public EventCallback<ContractField> OnRetire { get; set; }

    // Made when the form opens; what is typed stays while the page is drawn again around it.
    protected override void OnParametersSet()
    {
        if (_draft?.Edited?.Id != Editing)
            _draft = Fields.FirstOrDefault(field => field.Id == Editing) is { } edited ? FieldDraft.Of(edited) : null;
    }

    private IEnumerable<ContractField> Shown => Fields.Where(one => one.ResourceType == ResourceType);

    private string LabelOf(string id) => Fields.FirstOrDefault(field => field.Id == id)?.Label ?? id;

    private bool Differs(ContractField field) => Onboarding.Json.Write(Published.Find(field.Id)) != Onboarding.Json.Write<ContractField?>(field);

    private static string CodesOf(ContractField field) => field.AllowedCodes.Count <= CodesShown
        ? string.Join(", ", field.AllowedCodes)
        : $"{string.Join(", ", field.AllowedCodes.Take(CodesShown))} and {field.AllowedCodes.Count - CodesShown} more";

    private async Task TakenAsync(ContractField field)
    {
        await OnTaken.InvokeAsync(field);
        await _openers[field.Id].FocusAsync();
    }

    private async Task CloseAsync(string id)
    {
        await OnEdit.InvokeAsync(null);
        await _openers[id].FocusAsync();
    }
}
