using EhrAdapters.Mapping;
using EhrAdapters.Mapping.Discovery;
using Microsoft.AspNetCore.Components;
using Onboarding.Stages.MapFields.Survey;

namespace Portal.Components.Stages.MapFields;

/// <summary>Writes the expression for people who do not know FHIRPath: they choose the identifier, extension, name or code that they mean.</summary>
public sealed partial class PlacePicker
{
    private const int MostCodes = 4;
    private readonly string _headId = $"places-{Guid.CreateVersion7():N}";
    private readonly string _searchId = $"filter-{Guid.CreateVersion7():N}";
    private IReadOnlyList<DiscoveredPlace> _places = [];
    private IReadOnlyList<PlaceKind> _kinds = [];
    private PlaceKind? _kind;
    private string _words = "";

    [Parameter, EditorRequired]
    public required MappingStudio Studio { get; set; }

    [Parameter, EditorRequired]
    public required ContractField Field { get; set; }

    /// <summary>The suggestion and its alternatives, and what somebody wrote.</summary>
    [Parameter]
    public IReadOnlyList<string> Known { get; set; } = [];

    /// <summary>What is mapped now.</summary>
    [Parameter]
    public string? Expression { get; set; }

    [Parameter]
    public bool ReadOnly { get; set; }

    /// <summary>The expression of the chosen place.</summary>
    [Parameter]
    public EventCallback<string> OnPick { get; set; }

    private PlaceKind Kind => _kind ?? Chosen?.Kind ?? (_kinds.Contains(PlaceWords.LikelyFor(Field)) ? PlaceWords.LikelyFor(Field) : _kinds[0]);

    private DiscoveredPlace? Chosen => _places.FirstOrDefault(place => PlaceWords.IsSame(place.Expression, Expression));

    // A field that holds a whole name or address wants no part of one, and the other way round.
    private IReadOnlyList<DiscoveredPlace> Shown =>
        [.. _places.Where(place => place.Kind == Kind && place.Matches(_words.Trim()))
            .OrderBy(place => (place.Part is not null) == Field.Type is FieldType.HumanName or FieldType.Address).ThenByDescending(place => place.Found)];

    protected override void OnParametersSet()
    {
        _places = Studio.Session.Survey.Places(Field.ResourceType);
        _kinds = [.. _places.Select(place => place.Kind).Distinct().Order()];
    }

    private static IEnumerable<string> About(DiscoveredPlace place) =>
        new[]
        {
            place.Detail(), place.Remark(),
            place.Codes.Count > 0 ? string.Join(", ", place.Codes.Take(MostCodes).Select(code => code.Code)) + (place.Codes.Count > MostCodes ? $" and {place.Codes.Count - MostCodes} more" : "") : string.Join(", ", place.Examples),
        }.OfType<string>().Where(text => text.Length > 0);
}
