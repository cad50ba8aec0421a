using Onboarding.Stages.LoadTest;

namespace Portal.Components.Stages.LoadTest;

/// <summary>Where the bars of a latency histogram lie: times on a logarithmic axis, so that the few slow answers have room beside the many quick ones.</summary>
public sealed class HistogramScale
{
    public const double Width = 786, Height = 210, Left = 54, Right = 770, Top = 34, Bottom = 176;

    private readonly double _low;
    private readonly double _high;

    public HistogramScale(IReadOnlyList<LatencyBucket> buckets, double slowestLimit)
    {
        Bars = [.. Drawn(buckets)];
        _low = Math.Log(Math.Max(0.5, Bars.Count == 0 ? slowestLimit / 100 : Bars[0].From));
        _high = Math.Log(Math.Max(slowestLimit * 1.4, Bars.Count == 0 ? 1 : Bars[^1].To));
        Most = Math.Max(1, Bars.Count == 0 ? 0 : Bars.Max(bar => bar.Count));
    }

    public IReadOnlyList<HistogramBar> Bars { get; }

    /// <summary>The answers in the fullest bucket.</summary>
    public int Most { get; }

    public double X(double milliseconds) => Left + ((Right - Left) * Math.Clamp((Math.Log(Math.Max(milliseconds, 0.5)) - _low) / Math.Max(0.01, _high - _low), 0, 1));

    // A handful among thousands is still drawn: those are the ones that matter.
    public double Y(int count) => count == 0 ? Bottom : Bottom - Math.Max(2, (Bottom - Top) * count / Most);

    /// <summary>1, 2 and 5 of each power of ten that lies on the axis, with room for their names.</summary>
    public IEnumerable<double> Ticks()
    {
        var last = double.NegativeInfinity;
        for (var size = 1.0; size <= 1e6; size *= 10)
        {
            foreach (var at in new[] { size, 2 * size, 5 * size })
            {
                if (Math.Log(at) < _low - 0.001 || Math.Log(at) > _high + 0.001 || X(at) - last < 46) continue;
                last = X(at);
                yield return at;
            }
        }
    }

    // The first bucket reaches down to nothing; on this axis half of its end has to do.
    private static IEnumerable<HistogramBar> Drawn(IReadOnlyList<LatencyBucket> buckets)
    {
        var from = 0.0;
        foreach (var bucket in buckets.OrderBy(bucket => bucket.UpTo))
        {
            yield return new(from > 0 ? from : bucket.UpTo / 2, bucket.UpTo, bucket.Count, from);
            from = bucket.UpTo;
        }
    }
}

/// <param name="Low">Where the bucket really begins; the first one at nothing.</param>
public sealed record HistogramBar(double From, double To, int Count, double Low);
