using EhrAdapters.Diagnosis;
using EhrAdapters.Mapping;
using EhrAdapters.Mapping.Discovery;
using Microsoft.AspNetCore.Components;
using Onboarding.Stages.MapFields.Survey;
using Portal.Components.Layout;

namespace Portal.Components.Stages.MapFields;

/// <summary>What the sample patients carry, counted and masked, and what is suggested for each field. Lives as long as the page.</summary>
public sealed partial class DiscoverPanel
{
    private const int Few = 6;
    private const int Brief = 40;
    private const int MostCodes = 6;
    private readonly string _searchId = $"search-{Guid.CreateVersion7():N}";
    private readonly string _typeId = $"type-{Guid.CreateVersion7():N}";
    private readonly string _kindId = $"kind-{Guid.CreateVersion7():N}";
    private readonly string _useId = $"use-{Guid.CreateVersion7():N}";
    private IReadOnlyList<string> _types = [];
    private readonly Dictionary<string, ElementReference> _openers = [];
    private ElementReference _fieldSelect, _head;
    private string _type = ContractResources.Patient;
    private string _words = "", _kind = "", _field = "";
    private string? _using, _back;
    private bool _all, _allSuggested, _focus;

    [Parameter, EditorRequired]
    public required MappingStudio Studio { get; set; }

    [Parameter, EditorRequired]
    public required string Slug { get; set; }

    [Parameter]
    public bool ReadOnly { get; set; }

    [Parameter]
    public EventCallback OnEdited { get; set; }

    [Inject]
    public required Announcer Announcer { get; init; }

    // Those that a person has to look at come first; the sure ones are one press for all.
    private IReadOnlyList<MappingSuggestion> Waiting =>
        [.. Studio.Session.Suggestions.Where(suggestion => suggestion.Found > 0 && Studio.Mapping(suggestion.FieldId)?.Expression != suggestion.Expression).OrderBy(suggestion => suggestion.Sure).ThenBy(suggestion => suggestion.Confidence)];

    private string SuggestionWord
    {
        get
        {
            var used = Studio.Session.Suggestions.Count(suggestion => Studio.Mapping(suggestion.FieldId)?.Expression == suggestion.Expression);
            return $"{used} in use, {(Waiting.Count == 0 ? "none waits" : Waiting.Count == 1 ? "1 waits" : $"{Waiting.Count} wait")}";
        }
    }

    private string ReadWord => string.Join(", ", _types.Select(type => RecordWords.Count(type, Studio.Session.Survey.Records(type))));

    private IReadOnlyList<DiscoveredPlace> Places => Studio.Session.Survey.Places(_type);

    private IReadOnlyList<PlaceKind> Kinds => [.. Places.Select(place => place.Kind).Distinct().Order()];

    private IReadOnlyList<DiscoveredPlace> Found =>
        [.. Places.Where(place => (_kind.Length == 0 || place.Kind.ToString() == _kind) && place.Matches(_words.Trim()) && (Asked || place.Part is null))];

    // The parts of names and addresses stand in the list once somebody asks for them.
    private bool Asked => _kind.Length > 0 || _words.Trim().Length > 0;

    protected override void OnParametersSet()
    {
        _types = Studio.Session.Survey.ResourceTypes;
        if (!_types.Contains(_type) && _types.Count > 0)
            _type = _types[0];
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        var (ask, back) = (_focus, _back);
        (_focus, _back) = (false, null);
        if (ask)
            await _fieldSelect.FocusAsync();
        else if (back is not null && _openers.TryGetValue(back, out var opener))
            await opener.FocusAsync();
    }

    private static (CheckState State, string Word) Sure(MappingSuggestion suggestion) => suggestion.Confidence switch
    {
        SuggestionConfidence.Sure => (CheckState.Passed, "Sure"),
        SuggestionConfidence.Likely => (CheckState.Warning, "Likely"),
        SuggestionConfidence.Weak => (CheckState.CouldNotAssess, "Weak"),
    };

    private string Label(string fieldId) => Studio.Fields.FirstOrDefault(field => field.Id == fieldId)?.Label ?? fieldId;

    private IEnumerable<ContractField> FieldsOf(DiscoveredPlace place) => Studio.Fields.Where(field => field.ResourceType == place.ResourceType);

    private IEnumerable<ContractField> UsedBy(DiscoveredPlace place) =>
        FieldsOf(place).Where(field => PlaceWords.IsSame(Studio.Mapping(field.Id)?.Expression, place.Expression));

    // The field that looks for this kind of place and has none yet.
    private void Ask(DiscoveredPlace place)
    {
        var fields = FieldsOf(place).ToList();
        _field = (fields.Find(field => Studio.Mapping(field.Id) is null && PlaceWords.LikelyFor(field) == place.Kind) ?? fields.Find(field => Studio.Mapping(field.Id) is null) ?? fields[0]).Id;
        (_using, _focus) = (place.Expression, true);
    }

    private async Task UseAsync(DiscoveredPlace place)
    {
        var field = _field;
        Close(place);
        Announcer.Say($"Used for {Label(field)}, not saved yet");
        await EditAsync(studio => studio.Pick(field, place.Expression));
    }

    private void Close(DiscoveredPlace place) => (_using, _back) = (null, place.Expression);

    private async Task AcceptAsync(MappingSuggestion suggestion)
    {
        Announcer.Say($"Suggestion for {Label(suggestion.FieldId)} accepted, not saved yet");
        await EditAsync(studio => studio.Accept(suggestion));
        // Its row is gone.
        await _head.FocusAsync();
    }

    private async Task EditAsync(Action<MappingStudio> edit)
    {
        edit(Studio);
        await OnEdited.InvokeAsync();
    }
}
