using EhrAdapters.Diagnosis.Ladder;

namespace EhrAdapters.Diagnosis.Ourselves;

/// <summary>Our way out: proven by the hospital itself where it was reached, otherwise by the control address.</summary>
internal static class NetworkCheck
{
    internal static SelfCheck Judge(Climb climb, IReadOnlyList<LadderStep> steps, ControlAnswer control)
    {
        if (climb.Connection.Environment is EhrEnvironment.Simulator)
            return Of(CheckState.NotApplicable, "A simulated hospital lives on this machine; no network lies between.");
        var place = climb.OurSide.ControlAddress?.IdnHost;
        var reached = WasReached(climb, steps);
        return control.Answered switch
        {
            true => Of(CheckState.Passed, null) with { Measured = $"{place} answered in {Climb.Milliseconds(control.Elapsed)}", Evidence = Evidence(control, place!) },
            false when reached => Of(CheckState.Passed, $"The hospital was reached, which proves our way out; the control address {place} did not answer.") with { Evidence = Evidence(control, place!) },
            false => Of(CheckState.Failed, null) with { Finding = climb.Find(FindingCodes.SelfEgress, Evidence(control, place!)), Evidence = Evidence(control, place!) },
            null when reached => Of(CheckState.Passed, "The hospital was reached, which proves our way out."),
            null => Of(CheckState.CouldNotAssess, "Neither the hospital nor a control address answered. Configure a control address that our server may reach."),
        };
    }

    /// <summary>True where somebody at the hospital answered, directly or through a proxy of ours.</summary>
    internal static bool WasReached(Climb climb, IReadOnlyList<LadderStep> steps) =>
        climb.Reachable is not null || steps.Any(step => step.Rung >= LadderRung.Http && step.Evidence.Any(item => item.Name == "HTTP status"));

    internal static IReadOnlyList<EvidenceItem> Evidence(ControlAnswer control, string place) =>
        [new("Control address", place), new("Control answered", control.Answered is true ? "yes" : $"no, {control.Code}")];

    private static SelfCheck Of(CheckState state, string? note) => new() { Kind = SelfCheckKind.Network, State = state, Note = note };
}
