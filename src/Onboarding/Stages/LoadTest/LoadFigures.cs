using EhrAdapters.Diagnosis;

namespace Onboarding.Stages.LoadTest;

/// <summary>What a load test measured, before anybody judges it.</summary>
public sealed record LoadFigures
{
    public required LoadReport Report { get; init; }

    /// <summary>Due, and our own generator was too busy to start them.</summary>
    public required int DroppedLate { get; init; }

    /// <summary>Due, and too many others were still waiting for the hospital.</summary>
    public required int DroppedFull { get; init; }

    public required LatencyFigures Reads { get; init; }

    public required LatencyFigures Searches { get; init; }

    /// <summary>The faults seen, the most frequent first.</summary>
    public required IReadOnlyList<LoadFault> Faults { get; init; }

    public int Asked => Report.Sent + DroppedLate + DroppedFull;
}

/// <param name="Count">Good answers; failed ones are judged by their own row.</param>
/// <param name="P95">Milliseconds.</param>
/// <param name="P99">Milliseconds.</param>
/// <param name="OverLimit">Answers slower than the p95 limit.</param>
public sealed record LatencyFigures(int Count, double P95, double P99, int OverLimit);

public sealed record LoadFault(Finding Finding, int Count);

/// <summary>How long sign-ins took; or why they could not be measured.</summary>
public sealed record TokenFigures(IReadOnlyList<TimeSpan> Times, Finding? Fault = null);
