using EhrAdapters.Diagnosis;

namespace Onboarding.Stages.LoadTest;

/// <summary>What a load test measured, before anybody judges it.</summary>
public sealed record LoadFigures
{
    public required LoadReport Report { get; init; }

    public required LoadShortfall Shortfall { get; init; }

    public required IReadOnlyDictionary<LoadKind, LatencyFigures> Latencies { get; init; }

    public LatencyFigures Reads => Latencies[LoadKind.Read];

    /// <summary>The faults seen, the most frequent first.</summary>
    public required IReadOnlyList<LoadFault> Faults { get; init; }

    /// <summary>Since the start: the hospital asked us to send nothing before.</summary>
    public TimeSpan PausedUntil { get; init; }

    public int Asked => Report.Sent + Shortfall.NotSent;
}

/// <summary>Requests that were not sent when they were due, by whose doing.</summary>
/// <param name="Late">Ours: our generator was so late that they were left out.</param>
/// <param name="SentLate">Ours: sent, but late.</param>
/// <param name="Full">The hospital's: too many others were still waiting for it.</param>
/// <param name="Paused">The hospital's: it had asked us to wait.</param>
/// <param name="Capped">Nobody's: a sign-in or a further page had used up the room below the cap.</param>
public readonly record struct LoadShortfall(int Late, int SentLate, int Full, int Paused, int Capped)
{
    public int NotSent => Late + Full + Paused + Capped;

    public int Ours => Late + SentLate;

    public int Hospitals => Full + Paused;
}

/// <param name="Count">Good answers; failed ones are judged by their own row.</param>
/// <param name="P95">Milliseconds.</param>
/// <param name="P99">Milliseconds.</param>
/// <param name="OverLimit">Answers slower than the p95 limit.</param>
public sealed record LatencyFigures(int Count, double P95, double P99, int OverLimit);

public sealed record LoadFault(Finding Finding, int Count);

/// <summary>How long sign-ins took; or why they could not be measured.</summary>
public sealed record TokenFigures(IReadOnlyList<TimeSpan> Times, Finding? Fault = null);
