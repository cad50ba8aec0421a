using Onboarding.Evidence;

namespace Onboarding.Stages.GoLive;

/// <summary>Every way going live is refused: what happened and what to do.</summary>
public static class GoLiveRefusals
{
    public static readonly Refusal NotRequested = new(
        "approval-not-requested", "Nobody has asked for this approval yet, or the settings changed since. Let the site's owner ask for it.");

    public static readonly Refusal OwnRequest = new(
        "approval-own-request", "You asked for this approval yourself. A second person has to give it.");

    public static Refusal SameRole(string requester) => new(
        "approval-same-role", $"You have the same role as {requester}, who asked. Somebody with another role has to approve.");

    public static Refusal WrongName(string name) => new(
        "name-differs", $"That is not the site's name. Type “{name}” exactly as it stands here, capital letters included.");

    public static Refusal GatesClosed(GateReport report) => new(
        "gates-closed", $"Not every gate is open: {string.Join(" ", report.Gates.Where(gate => gate.State is not GateState.Open).Select(gate => gate.Opens))}");
}
