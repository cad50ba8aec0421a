using Onboarding.Runs;

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

    /// <summary>Requests that were due and not started: our own generator came too late, or too many were still waiting for the hospital.</summary>
    public int Dropped { get; init; }

    public int InFlight { get; init; }

    /// <summary>Why the test stopped early, or null.</summary>
    public string? StoppedBecause { get; init; }

    /// <summary>One point a second.</summary>
    public IReadOnlyList<LoadPoint> Points { get; init; } = [];
}

/// <param name="Second">Since the start.</param>
/// <param name="Rate">Requests completed in that second.</param>
public sealed record LoadPoint(double Second, double Rate, double P50, double P95, double P99, int Errors, int InFlight);
