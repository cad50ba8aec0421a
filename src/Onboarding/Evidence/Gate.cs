namespace Onboarding.Evidence;

/// <summary>What a gate says after reading evidence.</summary>
public enum GateState
{
    Open,
    Closed,
    NotEnoughEvidence,
}
