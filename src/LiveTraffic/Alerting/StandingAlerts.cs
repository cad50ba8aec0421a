namespace LiveTraffic.Alerting;

/// <summary>Alerts that no probe closes, because no probe raised them: somebody has to have seen them.</summary>
public static class StandingAlerts
{
    /// <summary>The rules rolled a ramp back.</summary>
    public const string RolledBack = "RAMP-ROLLED-BACK";

    /// <summary>A limit of hypercare is broken.</summary>
    public const string Hypercare = "HYPERCARE-LIMIT";

    public static readonly IReadOnlyList<string> Codes = [RolledBack, Hypercare];
}
