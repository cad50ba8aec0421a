using EhrAdapters.Diagnosis;
using Onboarding.Sites;

namespace Onboarding.Stages.LoadTest;

/// <summary>What happened when: the turns of the schedule, and the first of each thing that went wrong.</summary>
internal sealed class LoadMarks(LoadSchedule schedule, Thresholds thresholds)
{
    private const int MostPauses = 20;

    private readonly List<LoadMark> marks = [.. Turns(schedule)];
    private readonly HashSet<string> seen = [];
    private int pauses;

    public void Fault(LoadSample sample)
    {
        if (sample.IsThrottled)
            Once(sample.At, "The hospital refuses requests as too many", CheckState.Failed);
        else
            Once(sample.At, "The first request fails", CheckState.Failed);
        if (sample.AskedToWait is { } wait && wait <= AbortRules.LongestRetryAfter && pauses++ < MostPauses)
            marks.Add(new(Math.Round(sample.At.TotalSeconds, 1), $"Waiting {wait.TotalSeconds:0} s, as the hospital asked", CheckState.Warning));
    }

    public void Full(TimeSpan at) => Once(at, "So many requests wait that some are not sent", CheckState.Failed);

    public void Point(TimeSpan now, IReadOnlyDictionary<LoadKind, LatencyPoint> kinds)
    {
        foreach (var (kind, point) in kinds)
            if (point.P95 > LatencyLimits.Of(kind, thresholds).P95)
                Once(now, $"p95 of {LoadWords.Many(kind)} goes over its limit", CheckState.Warning);
    }

    /// <summary>What has happened by now, in order.</summary>
    public IReadOnlyList<LoadMark> Until(TimeSpan now, string? stoppedBecause)
    {
        var happened = marks.Where(mark => mark.Second <= now.TotalSeconds);
        if (stoppedBecause is not null)
            happened = happened.Append(new(Math.Round(now.TotalSeconds, 1), $"Stopped. {stoppedBecause}", CheckState.Failed));
        return [.. happened.OrderBy(mark => mark.Second)];
    }

    private static IEnumerable<LoadMark> Turns(LoadSchedule schedule) => schedule.Levels.Where(level => level is { Steady: true, From.Ticks: > 0 })
        .Select(level => new LoadMark(Math.Round(level.From.TotalSeconds, 1), $"{LoadWords.Rate(level.Rate)} a second from here on", CheckState.Passed));

    private void Once(TimeSpan at, string text, CheckState state)
    {
        if (seen.Add(text))
            marks.Add(new(Math.Round(at.TotalSeconds, 1), text, state));
    }
}
