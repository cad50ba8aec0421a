using Microsoft.AspNetCore.Components;
using Onboarding;
using Onboarding.Evidence;
using Onboarding.Persistence;
using Onboarding.Stages.GoLive;

namespace Portal.Components.Stages.GoLive.Approving;

/// <summary>The evidence that stood on the page when somebody approved, beside how it stands now.</summary>
public sealed partial class SawFold
{
    [Parameter, EditorRequired]
    public required Approval Given { get; set; }

    [Parameter, EditorRequired]
    public required GateReport Gates { get; set; }

    [Parameter]
    public string TimeZone { get; set; } = "UTC";

    private string First => Given.ActorName.Split(' ')[0];

    private string Word(GateResult gate) =>
        $"{State(gate.State)}{(gate.BornAt is { } born ? $", {Ago.Span(Given.At - born)} old" : "")}";

    private bool Moved(GateResult seen) => Find(seen) is not { } now || now.State != seen.State || now.RunId != seen.RunId;

    private string Today(GateResult seen) => Find(seen) switch
    {
        null => "is no gate any more",
        var now when now.State != seen.State => State(now.State),
        var now when now.RunId != seen.RunId => "another run",
        _ => "the same",
    };

    private GateResult? Find(GateResult seen) => Gates.Gates.FirstOrDefault(gate => gate.Code == seen.Code);

    private static string State(GateState state) => state switch
    {
        GateState.Open => "open",
        GateState.Closed => "closed",
        GateState.NotEnoughEvidence => "not enough evidence",
    };
}
