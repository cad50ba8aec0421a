using HdrHistogram;

namespace Onboarding.Stages.LoadTest;

/// <summary>The latencies of the last ten seconds, per kind, for the live chart.</summary>
internal sealed class LatencyWindow
{
    private const int Seconds = 10;

    private readonly Dictionary<LoadKind, LongHistogram[]> recent =
        Enum.GetValues<LoadKind>().ToDictionary(kind => kind, _ => Enumerable.Range(0, Seconds).Select(_ => LatencyMeter.Histogram(2)).ToArray());

    private long second;

    public void Record(LoadSample sample)
    {
        Forget((long)sample.At.TotalSeconds);
        recent[sample.Kind][second % Seconds].RecordValue(LatencyMeter.Microseconds(sample.Latency));
    }

    /// <summary>All kinds together, and each of which something was answered.</summary>
    public (LatencyPoint All, Dictionary<LoadKind, LatencyPoint> Kinds) Close(TimeSpan now)
    {
        // What the passing second brings is not over yet.
        Forget((long)Math.Ceiling(now.TotalSeconds) - 1);
        var all = LatencyMeter.Histogram(2);
        var kinds = new Dictionary<LoadKind, LatencyPoint>();
        foreach (var (kind, parts) in recent)
        {
            var sum = LatencyMeter.Histogram(2);
            foreach (var part in parts.Where(part => part.TotalCount > 0))
                sum.Add(part);
            if (sum.TotalCount == 0)
                continue;
            all.Add(sum);
            kinds[kind] = Point(sum);
        }

        return (Point(all), kinds);
    }

    private void Forget(long now)
    {
        for (; second < now; second++)
            foreach (var parts in recent.Values)
                if (parts[(second + 1) % Seconds] is { TotalCount: > 0 } old)
                    old.Reset();
    }

    private static LatencyPoint Point(LongHistogram histogram) => new(LatencyMeter.At(histogram, 50), LatencyMeter.At(histogram, 95), LatencyMeter.At(histogram, 99));
}
