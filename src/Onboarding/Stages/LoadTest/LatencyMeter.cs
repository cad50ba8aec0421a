using HdrHistogram;

namespace Onboarding.Stages.LoadTest;

/// <summary>All latencies of one kind of request, counted both ways, in memory that does not grow.</summary>
internal sealed class LatencyMeter(LoadKind kind, int limitMilliseconds)
{
    private const long LongestMicroseconds = 120_000_000;

    // Fine enough for a picture, few enough to read as a table.
    private static readonly double[] Bounds =
    [
        1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 700,
        1_000, 1_500, 2_000, 3_000, 5_000, 7_000, 10_000, 15_000, 20_000, 30_000, 60_000, 120_000,
    ];

    private readonly LongHistogram fromDue = Histogram(3);
    private readonly LongHistogram fromSent = Histogram(3);
    private readonly int[] buckets = new int[Bounds.Length];
    private int over;

    public int Errors { get; set; }

    /// <summary>Two digits are enough where many are kept.</summary>
    public static LongHistogram Histogram(int digits) => new(LongestMicroseconds, digits);

    public static long Microseconds(TimeSpan latency) => Math.Clamp((long)latency.TotalMicroseconds, 1, LongestMicroseconds);

    public static double At(HistogramBase histogram, double percentile) => histogram.TotalCount == 0 ? 0 : Math.Round(histogram.GetValueAtPercentile(percentile) / 1000.0, 1);

    public void Record(LoadSample sample)
    {
        fromDue.RecordValue(Microseconds(sample.Latency));
        fromSent.RecordValue(Microseconds(sample.FromSent));
        var at = Array.BinarySearch(Bounds, sample.Latency.TotalMilliseconds);
        buckets[Math.Min(at < 0 ? ~at : at, Bounds.Length - 1)]++;
        over += sample.Latency.TotalMilliseconds > limitMilliseconds ? 1 : 0;
    }

    public LatencyFigures Figures() => new((int)fromDue.TotalCount, At(fromDue, 95), At(fromDue, 99), over);

    public LoadKindFigures? KindFigures() => fromDue.TotalCount == 0 && Errors == 0 ? null : new(kind, (int)fromDue.TotalCount, Errors, Percentiles(fromDue), Percentiles(fromSent));

    /// <summary>From the first to the last bucket that holds something, the empty ones between included.</summary>
    public IEnumerable<LatencyBucket> Buckets()
    {
        var (first, last) = (Array.FindIndex(buckets, count => count > 0), Array.FindLastIndex(buckets, count => count > 0));
        for (var at = Math.Max(0, first); at <= last; at++)
            yield return new(kind, Bounds[at], buckets[at]);
    }

    private static LatencyPercentiles Percentiles(LongHistogram histogram) =>
        new(At(histogram, 50), At(histogram, 90), At(histogram, 95), At(histogram, 99), At(histogram, 100));
}
