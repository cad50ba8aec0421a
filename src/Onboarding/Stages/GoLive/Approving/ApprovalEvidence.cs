using Onboarding.Stages.GoLive.Plan;

namespace Onboarding.Stages.GoLive.Approving;

/// <summary>What stood on the page when somebody approved: the gates with their runs and ages, and what of the plan they agreed to.</summary>
/// <param name="PlanVersion">0 where there was no plan.</param>
public sealed record ApprovalEvidence(IReadOnlyList<GateResult> Gates, int PlanVersion, ChangeWindow? Window, IReadOnlyList<CareUnit> Units, RampLimits? Ramp)
{
    public static ApprovalEvidence Of(GateReport report, GoLivePlan? plan) =>
        new([.. report.Gates.Where(gate => gate.Code != GateCodes.Approval)], plan?.Version ?? 0, plan?.Content.Window, plan?.Content.Units ?? [], plan?.Content.Ramp);
}
