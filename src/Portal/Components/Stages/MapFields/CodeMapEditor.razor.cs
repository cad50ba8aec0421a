using EhrAdapters.Mapping;
using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Evidence;
using Onboarding.Persistence;
using Onboarding.Sites;
using Onboarding.Stages.MapFields;
using Onboarding.Stages.MapFields.CodeMaps;

namespace Portal.Components.Stages.MapFields;

/// <summary>The hospital's own codes at a place, how often the samples carry them, and what each means to us.</summary>
public sealed partial class CodeMapEditor
{
    private const int Brief = 30;
    private IReadOnlySet<string> _oneWay = new HashSet<string>();
    private HashSet<string> _first = [];
    private (string Field, string? Place) _shown;
    private bool _all;

    [Parameter, EditorRequired]
    public required MappingStudio Studio { get; set; }

    [Parameter, EditorRequired]
    public required ContractField Field { get; set; }

    [Parameter, EditorRequired]
    public required Site Site { get; set; }

    [Parameter]
    public bool ReadOnly { get; set; }

    /// <summary>The newest question to the hospital about this field's codes.</summary>
    [Parameter]
    public SentLetter? Asked { get; set; }

    [Parameter]
    public EventCallback OnEdited { get; set; }

    [Parameter]
    public EventCallback OnImport { get; set; }

    /// <summary>The question about the codes that are open, ready to be sent.</summary>
    [Parameter]
    public EventCallback<ResultRow> OnAsk { get; set; }

    [CascadingParameter]
    public required Actor Actor { get; set; }

    private IReadOnlyList<LocalCode> Codes => Studio.Codes(Field);

    /// <summary>Entries of the code map that no sample carries.</summary>
    private IReadOnlyList<LocalCode> Unseen =>
    [
        .. (Studio.Mapping(Field.Id)?.CodeMap ?? new Dictionary<string, string>())
            .Where(entry => Codes.All(seen => !string.Equals(seen.Code, entry.Key.Trim(), StringComparison.OrdinalIgnoreCase)))
            .OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => new LocalCode(entry.Key, null, 0, entry.Value)),
    ];

    private int Saved => Studio.Form.Opened.Find(Field.Id)?.CodeMap.Count ?? 0;

    private IReadOnlyList<LocalCode> Open => [.. Codes.Where(code => code.MapsTo is null)];

    /// <summary>What was open when the field was opened comes first, so that a row stays where it is while its code is chosen.</summary>
    private IReadOnlyList<LocalCode> Rows => [.. Codes.OrderBy(code => !_first.Contains(code.Code)), .. Unseen];

    private int Records => Studio.Session.Records(Field);

    private ResultRow Question => CodeQuestion.Ask(Site, Field, Studio.Mapping(Field.Id)!.Expression, Open, Records, Actor);

    private string Uncovered
    {
        get
        {
            var (open, covered) = (Open.Count, Open.Sum(code => code.Count));
            return $"{(open == 1 ? "1 code covers" : $"{open} codes cover")} {covered} of {ContractResources.Count(Records, Field.ResourceType)}.";
        }
    }

    protected override void OnParametersSet()
    {
        if (_shown != (Field.Id, Studio.Mapping(Field.Id)?.Expression))
        {
            (_shown, _all) = ((Field.Id, Studio.Mapping(Field.Id)?.Expression), false);
            _first = [.. Open.Select(code => code.Code)];
        }

        // What the samples carry without an entry may already be a code of ours; it counts beside the entries.
        _oneWay = OneWay.Of(Codes.Concat(Unseen)
            .Where(local => local.MapsTo is not null && (Field.AllowedCodes.Count > 0 || Field.CodeSystem is not null)).Select(local => KeyValuePair.Create(local.Code, local.MapsTo!)));
    }

    private async Task ChooseAsync(string code, string? ours)
    {
        Studio.MapCode(Field.Id, code, string.IsNullOrEmpty(ours) ? null : ours);
        await OnEdited.InvokeAsync();
    }
}
