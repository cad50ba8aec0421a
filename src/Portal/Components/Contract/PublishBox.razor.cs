using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Contract;
using Onboarding.Lifecycle;

namespace Portal.Components.Contract;

/// <summary>What the draft changes, which sites' evidence publishing it ends, and the reason.</summary>
public sealed partial class PublishBox
{
    private string _reason = "";

    [Parameter, EditorRequired]
    public required IReadOnlyList<ContractChange> Changes { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<ContractEffect> Effects { get; set; }

    /// <summary>The number that the version will have.</summary>
    [Parameter]
    public int Next { get; set; }

    [Parameter]
    public Refusal? Refused { get; set; }

    [Parameter]
    public EventCallback OnUndo { get; set; }

    [Parameter]
    public EventCallback<string> OnPublish { get; set; }

    // What is wrong with the reason stands beside it.
    private string? OfReason => Refused == ContractRefusals.ReasonNeeded || Refused == ContractRefusals.ReasonTooLong ? Refused?.Message : null;

    private IReadOnlyList<ContractEffect> Ending => [.. Effects.Where(effect => effect.Follows && effect.Ends.Count > 0)];

    private IReadOnlyList<ContractEffect> Staying => [.. Effects.Where(effect => !effect.Follows)];

    private static string Stages(ContractEffect effect) => string.Join(", ", effect.Ends.Select(stage => stage.Title().ToLowerInvariant()));
}
