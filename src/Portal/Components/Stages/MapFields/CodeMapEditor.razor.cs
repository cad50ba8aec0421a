using EhrAdapters.Mapping;
using Microsoft.AspNetCore.Components;
using Onboarding.Stages.MapFields;
using Onboarding.Stages.MapFields.CodeMaps;

namespace Portal.Components.Stages.MapFields;

/// <summary>The hospital's own codes at a place, how often the samples carry them, and what each means to us.</summary>
public sealed partial class CodeMapEditor
{
    private IReadOnlySet<string> _oneWay = new HashSet<string>();

    [Parameter, EditorRequired]
    public required MappingStudio Studio { get; set; }

    [Parameter, EditorRequired]
    public required ContractField Field { get; set; }

    [Parameter, EditorRequired]
    public required string Slug { get; set; }

    [Parameter]
    public bool ReadOnly { get; set; }

    [Parameter]
    public EventCallback OnEdited { get; set; }

    [Parameter]
    public EventCallback OnImport { get; set; }

    private IReadOnlyList<LocalCode> Codes => Studio.Codes(Field);

    /// <summary>Entries of the code map that no sample carries.</summary>
    private IReadOnlyList<LocalCode> Unseen =>
    [
        .. (Studio.Mapping(Field.Id)?.CodeMap ?? new Dictionary<string, string>())
            .Where(entry => Codes.All(seen => !string.Equals(seen.Code, entry.Key.Trim(), StringComparison.OrdinalIgnoreCase)))
            .OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => new LocalCode(entry.Key, null, 0, entry.Value)),
    ];

    private int Saved => Studio.Form.Opened.Find(Field.Id)?.CodeMap.Count ?? 0;

    private int Open => Codes.Count(code => code.MapsTo is null);

    // What the samples carry without an entry may already be a code of ours; it counts beside the entries.
    protected override void OnParametersSet() => _oneWay = OneWay.Of(Codes.Concat(Unseen)
        .Where(local => local.MapsTo is not null && Field.AllowedCodes.Count > 0).Select(local => KeyValuePair.Create(local.Code, local.MapsTo!)));

    private string Uncovered
    {
        get
        {
            var (open, seen, all) = (Open, Codes.Where(code => code.MapsTo is null).Sum(code => code.Count), Codes.Sum(code => code.Count));
            return open == 1 ? $"1 code stands in {seen} of {all} samples without an entry." : $"{open} codes stand in {seen} of {all} samples without an entry.";
        }
    }

    private async Task ChooseAsync(string code, string? ours)
    {
        Studio.MapCode(Field.Id, code, string.IsNullOrEmpty(ours) ? null : ours);
        await OnEdited.InvokeAsync();
    }
}
