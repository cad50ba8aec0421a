namespace Onboarding.Evidence;

/// <summary>How far the present ramp has come.</summary>
public enum RampPhase
{
    Ramping,

    /// <summary>Every step is proven.</summary>
    Proven,
    Hypercare,

    /// <summary>Hypercare is over.</summary>
    Over,
}

/// <summary>What the state machine has to know of a site's real traffic.</summary>
/// <param name="Ramps">A go-live plan of the connection's environment names care units, so going live begins with a ramp.</param>
/// <param name="Ramp">The present ramp; null where there is none.</param>
/// <param name="RolledBackAt">The last time that real traffic was rolled back.</param>
public sealed record TrafficFacts(bool Ramps, RampPhase? Ramp, DateTimeOffset? RolledBackAt)
{
    public static readonly TrafficFacts None = new(false, null, null);

    public bool RolledBackAfter(DateTimeOffset at) => RolledBackAt >= at;
}
