namespace EhrSimulator.Hospitals;

/// <summary>What can be turned on a hospital while it runs. All zero and empty is a healthy hospital.</summary>
internal sealed record Dials
{
    public int LatencyMs { get; init; }
    public int JitterMs { get; init; }

    /// <summary>Every so often every answer is held back until the stall ends: its length and, from one beginning to the next, its distance; 0 is never.</summary>
    public double StallSeconds { get; init; }
    public double StallEverySeconds { get; init; }

    /// <summary>When the first stall began or begins: the moment the dial was turned, unless another was named.</summary>
    public DateTimeOffset? StallFrom { get; init; }

    /// <summary>Share of requests answered with 500, spread evenly: 0.1 is every tenth.</summary>
    public double ErrorRate { get; init; }

    /// <summary>Requests a minute before 429; 0 is no limit.</summary>
    public int RateLimitPerMinute { get; init; }
    public int RetryAfterSeconds { get; init; } = 5;

    /// <summary>503 for everything below the hospital; the dials themselves stay reachable.</summary>
    public bool Outage { get; init; }

    /// <summary>Overrides the vendor's token life; 0 keeps it.</summary>
    public int TokenLifetimeSeconds { get; init; }

    /// <summary>How far the hospital's clock is ahead of ours; negative is behind.</summary>
    public int ClockSkewSeconds { get; init; }
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>How long an answer that is ready now is held back.</summary>
    public TimeSpan Stall(DateTimeOffset now)
    {
        if (StallSeconds <= 0 || StallFrom is not { } from || now < from) return TimeSpan.Zero;
        var inRound = (now - from).TotalSeconds % StallEverySeconds;
        return inRound < StallSeconds ? TimeSpan.FromSeconds(StallSeconds - inRound) : TimeSpan.Zero;
    }

    /// <summary>The same dials with a start of the stalls: a stall that was turned anew begins now.</summary>
    public Dials StartedAfter(Dials before, DateTimeOffset now) => this with
    {
        StallFrom = StallSeconds <= 0 ? null
            : StallFrom is null || (StallFrom == before.StallFrom && (StallSeconds, StallEverySeconds) != (before.StallSeconds, before.StallEverySeconds)) ? now
            : StallFrom,
    };

    public bool Has(string fault) => Faults.Contains(fault);

    public string? Refusal() => this switch
    {
        { LatencyMs: < 0 or > 120_000 } => "latencyMs must be between 0 and 120000.",
        { JitterMs: < 0 or > 120_000 } => "jitterMs must be between 0 and 120000.",
        { StallSeconds: < 0 or > 120 or double.NaN } => "stallSeconds must be between 0 and 120.",
        { StallSeconds: > 0 } when !(StallEverySeconds > StallSeconds && StallEverySeconds <= 3600) => "stallEverySeconds must be above stallSeconds and at most 3600.",
        { ErrorRate: < 0 or > 1 or double.NaN } => "errorRate must be between 0 and 1.",
        { RateLimitPerMinute: < 0 } => "rateLimitPerMinute must be 0 (no limit) or more.",
        { RetryAfterSeconds: < 0 } => "retryAfterSeconds must be 0 or more.",
        { TokenLifetimeSeconds: < 0 } => "tokenLifetimeSeconds must be 0 (the vendor's own) or more.",
        _ => Faults.FirstOrDefault(f => !Fault.Names.Contains(f)) is { } unknown
            ? $"There is no fault named '{unknown}'. Known faults: {string.Join(", ", Fault.Names)}."
            : null,
    };
}
