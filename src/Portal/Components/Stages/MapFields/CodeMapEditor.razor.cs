using EhrAdapters.Mapping;
using Microsoft.AspNetCore.Components;
using Onboarding.Stages.MapFields;

namespace Portal.Components.Stages.MapFields;

/// <summary>The hospital's own codes at a place, how often the samples carry them, and what each means to us.</summary>
public sealed partial class CodeMapEditor
{
    [Parameter, EditorRequired]
    public required MappingStudio Studio { get; set; }

    [Parameter, EditorRequired]
    public required ContractField Field { get; set; }

    [Parameter]
    public bool ReadOnly { get; set; }

    [Parameter]
    public EventCallback OnEdited { get; set; }

    private IReadOnlyList<LocalCode> Codes => Studio.Codes(Field);

    private int Open => Codes.Count(code => code.MapsTo is null);

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
