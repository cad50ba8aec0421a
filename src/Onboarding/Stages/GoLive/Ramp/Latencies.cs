using HdrHistogram;

namespace Onboarding.Stages.GoLive.Ramp;

/// <summary>How long answers took, as counts per rounded length. Immutable, so that it can be stored and added up.</summary>
/// <param name="Counts">Milliseconds, rounded to three digits as the histogram does, and how many took so long.</param>
public sealed record Latencies(IReadOnlyDictionary<int, int> Counts)
{
    private const int LongestMilliseconds = 600_000;
    private const int Digits = 3;

    public static readonly Latencies None = new(new Dictionary<int, int>());

    public int Total => Counts.Values.Sum();

    public static Latencies Of(IEnumerable<int> milliseconds)
    {
        var histogram = Empty();
        foreach (var took in milliseconds)
            histogram.RecordValue(Math.Clamp(took, 1, LongestMilliseconds));
        return Of(histogram);
    }

    public static Latencies Sum(IEnumerable<Latencies> parts)
    {
        var histogram = Empty();
        foreach (var (took, count) in parts.SelectMany(part => part.Counts))
            histogram.RecordValueWithCount(took, count);
        return Of(histogram);
    }

    /// <summary>Null where nothing was counted.</summary>
    public int? Percentile(double percent)
    {
        if (Counts.Count == 0)
            return null;
        var rank = (int)Math.Ceiling(Total * percent / 100);
        var seen = 0;
        return Counts.OrderBy(entry => entry.Key).First(entry => (seen += entry.Value) >= rank).Key;
    }

    private static LongHistogram Empty() => new(LongestMilliseconds, Digits);

    private static Latencies Of(LongHistogram histogram) =>
        new(histogram.RecordedValues().ToDictionary(value => (int)Math.Min(value.ValueIteratedTo, LongestMilliseconds), value => (int)value.CountAtValueIteratedTo));
}
