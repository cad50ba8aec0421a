using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Onboarding.Stages.MapFields;

namespace Portal.Components.Stages.MapFields;

/// <summary>What an expression gives on every sample patient, masked.</summary>
public sealed partial class PreviewTable
{
    [Parameter, EditorRequired]
    public required FieldPreview Preview { get; set; }

    [Parameter]
    public int Samples { get; set; }

    [Parameter]
    public bool Mapped { get; set; }

    /// <summary>What is shown is not chosen yet.</summary>
    [Parameter]
    public bool OfSuggestion { get; set; }

    private string Title => (OfSuggestion ? "Preview of the suggestion" : "Live preview") + Samples switch
    {
        0 => "",
        1 => ", 1 sample patient",
        _ => $", {Samples} sample patients",
    };

    private string Summary
    {
        get
        {
            var judged = Preview.Rows.Count(row => row.State is not (CheckState.NotApplicable or CheckState.CouldNotAssess));
            return $"{Preview.Rows.Count(row => row.State is CheckState.Passed)} of {judged} samples have a value that we can store.";
        }
    }
}
