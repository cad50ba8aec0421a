using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Runs;

namespace Onboarding.Stages.GoLive;

/// <summary>Looks at every gate once more at the moment of going live; its passed run is the evidence on which the site becomes live.</summary>
public sealed class GoLiveRunner(GoLiveGates gates) : IStageRunner
{
    public Stage Stage => Stage.GoLive;

    public bool Resumable => true;

    public async Task<StageOutcome> RunAsync(StageRunContext context, CancellationToken cancellationToken)
    {
        context.Progress.Report(new() { Now = "Reading every gate" });
        var report = await gates.EvaluateAsync(context.SiteId, cancellationToken);
        return new([.. report.Gates.Select(Row)], report);
    }

    private static ResultRow Row(GateResult gate) => new()
    {
        Code = gate.Code,
        Check = gate.Title,
        State = gate.State switch
        {
            GateState.Open => CheckState.Passed,
            GateState.Closed => CheckState.Failed,
            GateState.NotEnoughEvidence => CheckState.CouldNotAssess,
        },
        Measured = gate.Measured,
        Margin = gate.Left,
        Owner = gate.State is GateState.Open ? null : FaultOwner.OurConfiguration,
        Message = gate.Explanation,
        NextStep = gate.Opens,
    };
}
