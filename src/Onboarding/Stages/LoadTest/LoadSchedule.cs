namespace Onboarding.Stages.LoadTest;

/// <summary>When each request of an open model is due: the rate climbs in a straight line, then holds. Knows no answer and waits for none.</summary>
public sealed class LoadSchedule(double targetPerSecond, TimeSpan ramp, TimeSpan hold)
{
    private readonly double rampArrivals = targetPerSecond * ramp.TotalSeconds / 2;

    /// <summary>All requests of the test.</summary>
    public long Total { get; } = (long)Math.Floor((targetPerSecond * ramp.TotalSeconds / 2) + (targetPerSecond * hold.TotalSeconds));

    /// <summary>When the last request is due.</summary>
    public TimeSpan End { get; } = ramp + hold;

    /// <summary>When the request with this number, from 0, is due after the start.</summary>
    public TimeSpan DueAt(long number)
    {
        // While the rate climbs, arrivals by t are rate * t² / (2 * ramp).
        var seconds = number < rampArrivals
            ? Math.Sqrt(2 * ramp.TotalSeconds * number / targetPerSecond)
            : ramp.TotalSeconds + ((number - rampArrivals) / targetPerSecond);
        return TimeSpan.FromSeconds(seconds);
    }

    /// <summary>How long the hold must be for this many requests, the ramp's own included.</summary>
    public TimeSpan HoldFor(int requests) => TimeSpan.FromSeconds(Math.Ceiling(Math.Max(0, requests - Math.Floor(rampArrivals) + 1) / targetPerSecond));
}
