using HdrHistogram;
using Onboarding.Sites;

namespace Onboarding.Stages.LoadTest;

/// <summary>What each stretch of one rate came to, to tell how much the hospital bears.</summary>
internal sealed class LevelMeter(IReadOnlyList<LoadLevel> levels, Thresholds thresholds)
{
    // Below this a percentile of a short stretch says nothing.
    private const int Fewest = 20;

    private readonly Level[] counts = [.. levels.Select(_ => new Level())];

    public void Answered(LoadSample sample)
    {
        if (Find(sample.Due) is not { } level)
            return;
        level.Answered++;
        level.Refused += sample.IsThrottled ? 1 : 0;
        level.Errors += sample.IsError ? 1 : 0;
        if (!sample.IsError)
            level.Latencies[sample.Kind].RecordValue(LatencyMeter.Microseconds(sample.Latency));
    }

    /// <summary>A request that was not sent because of the hospital.</summary>
    public void Missed(TimeSpan due) => Find(due)?.Missed();

    /// <summary>A request that was not sent because of us: such a stretch proves nothing.</summary>
    public void Dropped(TimeSpan due) => Find(due)?.Dropped();

    /// <summary>A request that we sent late: what was held all the same is held, what broke may be our doing.</summary>
    public void SentLate(TimeSpan due) => Find(due)?.SentLate();

    /// <summary>The highest rate that was held within the limits, if one was; a rate above one that broke them does not count.</summary>
    public LoadCapacity? Capacity(double neededPerSecond)
    {
        (double Rate, double P95)? best = null;
        var broken = false;
        foreach (var (level, count) in levels.Zip(counts).OrderBy(pair => pair.First.Rate))
        {
            var breaks = count.Breaks(thresholds, Fewest);
            var ours = count.DroppedCount + (breaks ? count.LateCount : 0);
            if (count.Answered + count.MissedCount == 0 || ours > (count.Answered + count.DroppedCount) * (1 - thresholds.AchievedRateFraction))
                continue;
            if (broken |= breaks)
                break;
            if (count.Good >= Fewest)
                best = (level.Rate, count.P95(Fewest));
        }

        return best is { } held ? new(Math.Round(held.Rate, 2), held.P95, Math.Round(neededPerSecond, 2), AtLeast: !broken) : null;
    }

    private Level? Find(TimeSpan due)
    {
        for (var at = levels.Count - 1; at >= 0; at--)
            if (due >= levels[at].From)
                return counts[at];
        return null;
    }

    private sealed class Level
    {
        public readonly Dictionary<LoadKind, LongHistogram> Latencies = Enum.GetValues<LoadKind>().ToDictionary(kind => kind, _ => LatencyMeter.Histogram(2));

        public int Answered { get; set; }

        public int Errors { get; set; }

        public int Refused { get; set; }

        public int MissedCount { get; private set; }

        public int DroppedCount { get; private set; }

        public int LateCount { get; private set; }

        public int Good => Answered - Errors;

        public void Missed() => MissedCount++;

        public void Dropped() => DroppedCount++;

        public void SentLate() => LateCount++;

        public bool Breaks(Thresholds thresholds, int fewest) =>
            Refused > 0
            || MissedCount > (Answered + MissedCount) * (1 - thresholds.AchievedRateFraction)
            || (Answered >= fewest && Errors >= Answered * thresholds.ErrorRateFail)
            || Latencies.Any(pair => pair.Key is not LoadKind.Token && pair.Value.TotalCount >= fewest
                && LatencyMeter.At(pair.Value, 95) > LatencyLimits.Of(pair.Key, thresholds).P95);

        /// <summary>Of reads where there are enough, else of all.</summary>
        public double P95(int fewest)
        {
            if (Latencies[LoadKind.Read].TotalCount >= fewest)
                return LatencyMeter.At(Latencies[LoadKind.Read], 95);
            var all = LatencyMeter.Histogram(2);
            foreach (var part in Latencies.Values.Where(part => part.TotalCount > 0))
                all.Add(part);
            return LatencyMeter.At(all, 95);
        }
    }
}
