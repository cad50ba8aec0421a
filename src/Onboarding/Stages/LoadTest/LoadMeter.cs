using EhrAdapters.Diagnosis;
using Onboarding.Sites;

namespace Onboarding.Stages.LoadTest;

/// <summary>Counts a running load test. Memory is bounded however long it runs: histograms, one point a second at most, no list of requests.</summary>
public sealed class LoadMeter
{
    private const int MostPoints = 1_200;

    private readonly Lock gate = new();
    private readonly LoadSchedule schedule;
    private readonly LoadReport settings;
    private readonly double neededPerSecond;
    private readonly TimeSpan step;
    private readonly Dictionary<LoadKind, LatencyMeter> latencies;
    private readonly Dictionary<string, (Finding Finding, int Count)> faults = [];
    private readonly LatencyWindow window = new();
    private readonly List<LoadPoint> points = [];
    private readonly LevelMeter levels;
    private readonly LoadMarks marks;
    private readonly AbortRules rules;
    private LoadShortfall shortfall;
    private int sent;
    private int completed;
    private int errors;
    private int throttled;
    private int completedInPoint;
    private int errorsInPoint;
    private TimeSpan lastPoint;
    private TimeSpan nextPoint;

    public LoadMeter(LoadSettings load, Thresholds thresholds, LoadSchedule schedule)
    {
        this.schedule = schedule;
        settings = new()
        {
            TargetPerSecond = schedule.TopRate,
            RampSeconds = schedule.Rise.TotalSeconds,
            HoldSeconds = (schedule.End - schedule.Rise).TotalSeconds,
            P95LimitMilliseconds = thresholds.ReadP95Milliseconds,
            P99LimitMilliseconds = thresholds.ReadP99Milliseconds,
            Shape = load.Shape,
        };
        neededPerSecond = load.PeakRequestsPerMinute * 1.5 / 60;
        step = TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(schedule.End.TotalSeconds / MostPoints)));
        nextPoint = step;
        rules = new(thresholds);
        levels = new(schedule.Levels, thresholds);
        marks = new(schedule, thresholds);
        latencies = Enum.GetValues<LoadKind>().ToDictionary(kind => kind, kind => new LatencyMeter(kind, LatencyLimits.Of(kind, thresholds).P95));
    }

    /// <summary>Nothing may be sent before: the hospital asked us to wait.</summary>
    public TimeSpan PausedUntil
    {
        get
        {
            lock (gate)
                return rules.PausedUntil;
        }
    }

    /// <param name="due">When it should have been sent.</param>
    /// <param name="late">Our own generator came late to it.</param>
    public void Sent(TimeSpan due = default, bool late = false)
    {
        lock (gate)
        {
            sent++;
            if (!late)
                return;
            shortfall = shortfall with { SentLate = shortfall.SentLate + 1 };
            levels.SentLate(due);
        }
    }

    /// <summary>A request that our own generator came too late for.</summary>
    public void DroppedLate(TimeSpan due = default)
    {
        lock (gate)
        {
            shortfall = shortfall with { Late = shortfall.Late + 1 };
            levels.Dropped(due);
        }
    }

    /// <summary>A request that was not sent because too many were still waiting for the hospital.</summary>
    public void DroppedFull(TimeSpan due = default)
    {
        lock (gate)
        {
            shortfall = shortfall with { Full = shortfall.Full + 1 };
            levels.Missed(due);
            marks.Full(due);
        }
    }

    /// <summary>A request that was not sent because the hospital had asked us to wait.</summary>
    public void DroppedPaused(TimeSpan due = default)
    {
        lock (gate)
        {
            shortfall = shortfall with { Paused = shortfall.Paused + 1 };
            levels.Missed(due);
        }
    }

    /// <summary>A request for which the cap left no room.</summary>
    public void DroppedCapped()
    {
        lock (gate)
            shortfall = shortfall with { Capped = shortfall.Capped + 1 };
    }

    public void Answered(LoadSample sample)
    {
        lock (gate)
        {
            completed++;
            completedInPoint++;
            rules.Record(sample);
            levels.Answered(sample);
            if (sample.Fault is { } fault)
            {
                errors++;
                errorsInPoint++;
                throttled += sample.IsThrottled ? 1 : 0;
                latencies[sample.Kind].Errors++;
                faults[fault.Code] = (fault, faults.GetValueOrDefault(fault.Code).Count + 1);
                marks.Fault(sample);
                return;
            }

            latencies[sample.Kind].Record(sample);
            window.Record(sample);
        }
    }

    /// <summary>Closes the second that has passed; tells why the test must stop, or null.</summary>
    public string? Tick(TimeSpan now)
    {
        lock (gate)
        {
            if (now >= nextPoint)
            {
                ClosePoint(now);
                nextPoint = TimeSpan.FromTicks(((now.Ticks / step.Ticks) + 1) * step.Ticks);
            }

            return rules.Check(now);
        }
    }

    public LoadReport Report(TimeSpan now, string? stoppedBecause = null)
    {
        lock (gate)
        {
            return settings with
            {
                ElapsedSeconds = now.TotalSeconds,
                Sent = sent,
                Completed = completed,
                Errors = errors,
                Throttled = throttled,
                Dropped = shortfall.NotSent,
                InFlight = sent - completed,
                StoppedBecause = stoppedBecause,
                Points = [.. points],
                Kinds = [.. latencies.Values.Select(meter => meter.KindFigures()).OfType<LoadKindFigures>()],
                Histogram = [.. latencies.Values.SelectMany(meter => meter.Buckets())],
                Marks = marks.Until(now, stoppedBecause),
            };
        }
    }

    public LoadFigures Figures(TimeSpan now, string? stoppedBecause)
    {
        var report = Report(now, stoppedBecause);
        lock (gate)
        {
            return new()
            {
                Report = report with { Capacity = levels.Capacity(neededPerSecond) },
                Shortfall = shortfall,
                PausedUntil = rules.PausedUntil,
                Latencies = latencies.ToDictionary(pair => pair.Key, pair => pair.Value.Figures()),
                Faults = [.. faults.Values.OrderByDescending(fault => fault.Count).Select(fault => new LoadFault(fault.Finding, fault.Count))],
            };
        }
    }

    private void ClosePoint(TimeSpan now)
    {
        var (all, kinds) = window.Close(now);
        var seconds = (now - lastPoint).TotalSeconds;
        points.Add(new(Math.Floor(now.TotalSeconds), Math.Round(completedInPoint / seconds, 2), all.P50, all.P95, all.P99, errorsInPoint, sent - completed)
        {
            Asked = Math.Round((Math.Min(schedule.DueBy(now), schedule.Total) - Math.Min(schedule.DueBy(lastPoint), schedule.Total)) / seconds, 2),
            Kinds = kinds,
        });
        marks.Point(now, kinds);
        (completedInPoint, errorsInPoint, lastPoint) = (0, 0, now);
    }
}
