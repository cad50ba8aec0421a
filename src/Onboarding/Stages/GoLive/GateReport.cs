using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Runs;

namespace Onboarding.Stages.GoLive;

/// <summary>The gates as they were when somebody looked.</summary>
public sealed record GateReport(IReadOnlyList<GateResult> Gates) : StageDetail
{
    public GateState Overall =>
        Gates.Any(gate => gate.State is GateState.Closed) ? GateState.Closed
        : Gates.Any(gate => gate.State is GateState.NotEnoughEvidence) ? GateState.NotEnoughEvidence
        : GateState.Open;
}

/// <param name="Opens">What opens it, as an instruction; null where it is open.</param>
public sealed record GateResult(string Code, string Title, GateState State, string Explanation, string? Measured, string? Left, string? Opens, Stage? Stage);
