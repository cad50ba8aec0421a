using Microsoft.AspNetCore.Components;
using Onboarding.Runs;
using Onboarding.Stages.TestConnection.History;

namespace Portal.Components.Stages.TestConnection;

/// <summary>What is different from the last run that passed: the network as both saw it, and who edited the settings since.</summary>
public sealed partial class AgainstLastGood
{
    private IReadOnlyList<BaselineChange> _changes = [];

    [Parameter]
    public ConnectionPast? Past { get; set; }

    [Parameter, EditorRequired]
    public required StageRun Run { get; set; }

    [Parameter]
    public string TimeZone { get; set; } = "UTC";

    protected override void OnParametersSet() =>
        _changes = Past?.LastGood.Baseline() is { } before && Run.Baseline() is { } now ? BaselineDiff.Of(before, now) : [];
}
