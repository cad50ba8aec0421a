namespace Onboarding.Stages.LoadTest;

/// <summary>At most so many in any stretch of time of this length. Times are given in order and never go back.</summary>
internal sealed class SlidingWindow(int most, TimeSpan length)
{
    private readonly TimeSpan[] taken = [.. Enumerable.Repeat(TimeSpan.MinValue, Math.Max(1, most))];
    private int oldest;

    /// <summary>From when on one more fits in.</summary>
    public TimeSpan Free => After(taken[oldest]);

    public void Take(TimeSpan at)
    {
        taken[oldest] = at;
        oldest = (oldest + 1) % taken.Length;
    }

    /// <summary>From when on so many more fit in at once.</summary>
    public TimeSpan FreeFor(int more) => After(taken[(oldest + Math.Clamp(more, 1, taken.Length) - 1) % taken.Length]);

    private TimeSpan After(TimeSpan at) => at == TimeSpan.MinValue ? TimeSpan.Zero : at + length;
}
