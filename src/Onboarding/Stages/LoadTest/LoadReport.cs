using EhrAdapters;
using EhrAdapters.Diagnosis;
using Onboarding.Runs;
using Onboarding.Sites;

namespace Onboarding.Stages.LoadTest;

/// <summary>A load test's figures, live and afterwards.</summary>
public sealed record LoadReport : StageDetail
{
    public required double TargetPerSecond { get; init; }

    public required double RampSeconds { get; init; }

    public required double HoldSeconds { get; init; }

    public required int P95LimitMilliseconds { get; init; }

    public required int P99LimitMilliseconds { get; init; }

    public double ElapsedSeconds { get; init; }

    public int Sent { get; init; }

    public int Completed { get; init; }

    public int Errors { get; init; }

    public int Throttled { get; init; }

    /// <summary>Requests that were due and not started: our own generator came too late, too many were still waiting for the hospital, it asked us to wait, or the cap left no room.</summary>
    public int Dropped { get; init; }

    public int InFlight { get; init; }

    /// <summary>Why the test stopped early, or null.</summary>
    public string? StoppedBecause { get; init; }

    /// <summary>One point a second.</summary>
    public IReadOnlyList<LoadPoint> Points { get; init; } = [];

    /// <summary>Where it was measured; a result counts for this environment and no other. Null in reports from before it was kept.</summary>
    public EhrEnvironment? Environment { get; init; }

    public LoadShape Shape { get; init; }

    /// <summary>How fast it may have been at most: the lowest of the hospital's, the vendor's and the site's cap.</summary>
    public double? CapPerSecond { get; init; }

    /// <summary>Each kind of request by itself.</summary>
    public IReadOnlyList<LoadKindFigures> Kinds { get; init; } = [];

    /// <summary>How many answers took how long, per kind.</summary>
    public IReadOnlyList<LatencyBucket> Histogram { get; init; } = [];

    /// <summary>What happened when, to be written into the chart.</summary>
    public IReadOnlyList<LoadMark> Marks { get; init; } = [];

    /// <summary>Who was slow; null while it runs.</summary>
    public LoadBlame? Blame { get; init; }

    public LoadCapacity? Capacity { get; init; }

    public LoadRecovery? Recovery { get; init; }
}

/// <param name="Second">Since the start.</param>
/// <param name="Rate">Requests completed in that second.</param>
public sealed record LoadPoint(double Second, double Rate, double P50, double P95, double P99, int Errors, int InFlight)
{
    /// <summary>Requests that were due in that second.</summary>
    public double Asked { get; init; }

    /// <summary>The kinds of which something was answered lately, by the word of the kind.</summary>
    public IReadOnlyDictionary<LoadKind, LatencyPoint> Kinds { get; init; } = new Dictionary<LoadKind, LatencyPoint>();
}

public sealed record LatencyPoint(double P50, double P95, double P99);

/// <summary>What one kind of request came to.</summary>
/// <param name="Count">Good answers.</param>
/// <param name="FromDue">Counted from the moment each was due: what a user would have waited.</param>
/// <param name="FromSent">Counted from the moment each was sent: what hides the waiting behind others.</param>
public sealed record LoadKindFigures(LoadKind Kind, int Count, int Errors, LatencyPercentiles FromDue, LatencyPercentiles FromSent);

/// <summary>All in milliseconds.</summary>
public sealed record LatencyPercentiles(double P50, double P90, double P95, double P99, double Max);

/// <param name="UpTo">Milliseconds, from the bucket before.</param>
public sealed record LatencyBucket(LoadKind Kind, double UpTo, int Count);

public sealed record LoadMark(double Second, string Text, CheckState State);

/// <summary>Who was slow.</summary>
public enum LoadBlame
{
    /// <summary>Nobody: what was asked was answered.</summary>
    Nobody,

    /// <summary>Our generator could not keep up, so the test says too little.</summary>
    Generator,

    /// <summary>The hospital refused requests as too many.</summary>
    Throttled,

    /// <summary>The hospital answered more slowly the more it was asked.</summary>
    SlowedDown,

    /// <summary>The hospital answered with errors.</summary>
    Errors,
}

/// <summary>What the hospital bears, as far as this test could see.</summary>
/// <param name="HeldPerSecond">The highest rate that was held within the limits.</param>
/// <param name="P95">At that rate, in milliseconds.</param>
/// <param name="NeededPerSecond">1.5 times the site's busiest hour.</param>
/// <param name="AtLeast">True where the test never came to the hospital's limit.</param>
public sealed record LoadCapacity(double HeldPerSecond, double P95, double NeededPerSecond, bool AtLeast);

/// <summary>Whether the hospital came back to its idle speed after the test.</summary>
/// <param name="IdleP95">Before the test, in milliseconds.</param>
/// <param name="AfterP95">The last look after it.</param>
/// <param name="Seconds">How long it took; null where it did not in the time we looked.</param>
public sealed record LoadRecovery(double IdleP95, double AfterP95, double? Seconds);
