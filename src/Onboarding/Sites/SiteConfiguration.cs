using System.Text.Json.Serialization;
using EhrAdapters;
using EhrAdapters.Mapping;

namespace Onboarding.Sites;

/// <summary>Everything about a site that evidence depends on, except its secrets and its patients. Immutable; stored as one JSON document.</summary>
public sealed record SiteConfiguration
{
    public Connection? Connection { get; init; }

    public FieldMap Mapping { get; init; } = FieldMap.Empty;

    public LoadSettings Load { get; init; } = new();

    public Thresholds Thresholds { get; init; } = new();
}

/// <summary>What the site expects at its busiest, and what the hospital agreed to.</summary>
public sealed record LoadSettings
{
    /// <summary>The busiest hour's rate. Without a figure the test starts at one request a second.</summary>
    public int PeakRequestsPerMinute { get; init; } = 60;

    /// <summary>Never more than this, whatever the peak.</summary>
    public int CapRequestsPerMinute { get; init; } = 600;

    public int HoldSeconds { get; init; } = 600;

    // Left out of the JSON while it is the usual one, so that evidence from before the setting existed keeps its fingerprint.
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public LoadShape Shape { get; init; }

    /// <summary>The site's expected clinic day; null for the usual one.</summary>
    public TrafficMix? Mix { get; init; }

    /// <summary>The rate that the test holds: 1.5 times the peak, never above the cap.</summary>
    public double TargetPerSecond => Math.Min(PeakRequestsPerMinute * 1.5, CapRequestsPerMinute) / 60.0;

    /// <summary>A fifth of the hold, at most two minutes.</summary>
    public TimeSpan Ramp => TimeSpan.FromSeconds(Math.Min(HoldSeconds / 5.0, 120));

    public TimeSpan Hold => TimeSpan.FromSeconds(HoldSeconds);
}

/// <summary>How the rate of a load test moves.</summary>
public enum LoadShape
{
    /// <summary>Climbs to 1.5 times the busiest hour and stays there.</summary>
    Hold,

    /// <summary>Climbs to the cap in even steps, to find what the hospital can bear.</summary>
    Ramp,

    /// <summary>Half the busiest hour, then at once 1.5 times of it, then half again.</summary>
    Spike,

    /// <summary>The busiest hour itself, for long.</summary>
    Soak,
}

/// <summary>Of all requests, the shares of each kind, in percent; together 100.</summary>
public sealed record TrafficMix(int Reads, int Searches, int Records, int Tokens)
{
    public static readonly TrafficMix Usual = new(60, 15, 24, 1);
}

/// <summary>The limits that results are judged by. Defaults are the product's; a site may differ, with a reason in the audit trail.</summary>
public sealed record Thresholds
{
    public double ErrorRateFail { get; init; } = 0.01;

    public double ErrorRateWarn { get; init; } = 0.005;

    public int ReadP95Milliseconds { get; init; } = 1_000;

    public int ReadP99Milliseconds { get; init; } = 3_000;

    public int SearchP95Milliseconds { get; init; } = 2_000;

    public int SearchP99Milliseconds { get; init; } = 5_000;

    public int TokenP95Milliseconds { get; init; } = 1_500;

    public double AchievedRateFraction { get; init; } = 0.99;

    public int SamplesForP95 { get; init; } = 200;

    public int SamplesForP99 { get; init; } = 1_000;

    /// <summary>Of ten patients, how many must have a required field.</summary>
    public double RequiredPass { get; init; } = 0.9;

    public double RequiredWarn { get; init; } = 0.8;

    public int MinimumPatients { get; init; } = 10;

    /// <summary>Of all codes and units, the share that must be in the system that the field names, after mapping.</summary>
    public double CodeShare { get; init; } = 0.95;

    /// <summary>Of all values, the share that may be implausible; of dates and of what says who somebody is, none may be.</summary>
    public double ImplausibleShare { get; init; } = 0.01;

    /// <summary>Where a larger share of the patients has no record of a kind, they are badly chosen.</summary>
    public double NotApplicableShare { get; init; } = 0.30;
}
