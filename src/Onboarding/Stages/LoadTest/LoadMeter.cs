using EhrAdapters.Diagnosis;
using HdrHistogram;
using Onboarding.Sites;

namespace Onboarding.Stages.LoadTest;

/// <summary>Counts a running load test. Memory is bounded however long it runs: histograms, one point a second at most, no list of requests.</summary>
public sealed class LoadMeter
{
    private const int MostPoints = 1_200;
    private static readonly TimeSpan PointWindow = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly LoadReport settings;
    private readonly TimeSpan step;
    private readonly Dictionary<LoadKind, LatencyMeter> latencies;
    private readonly Dictionary<string, (Finding Finding, int Count)> faults = [];
    private readonly Queue<(TimeSpan At, double Milliseconds)> recent = new();
    private readonly List<LoadPoint> points = [];
    private readonly AbortRules rules;
    private int sent;
    private int completed;
    private int errors;
    private int throttled;
    private int late;
    private int full;
    private int completedInPoint;
    private int errorsInPoint;
    private TimeSpan nextPoint;

    public LoadMeter(LoadSettings load, Thresholds thresholds)
    {
        settings = new()
        {
            TargetPerSecond = load.TargetPerSecond,
            RampSeconds = load.Ramp.TotalSeconds,
            HoldSeconds = load.Hold.TotalSeconds,
            P95LimitMilliseconds = thresholds.ReadP95Milliseconds,
            P99LimitMilliseconds = thresholds.ReadP99Milliseconds,
        };
        step = TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling((load.Ramp + load.Hold).TotalSeconds / MostPoints)));
        nextPoint = step;
        rules = new(thresholds);
        latencies = Enum.GetValues<LoadKind>().ToDictionary(kind => kind, kind => new LatencyMeter(LatencyLimits.Of(kind, thresholds).P95));
    }

    public void Sent()
    {
        lock (gate)
            sent++;
    }

    /// <summary>A request that our own generator came too late for.</summary>
    public void DroppedLate()
    {
        lock (gate)
            late++;
    }

    /// <summary>A request that was not sent because too many were still waiting for the hospital.</summary>
    public void DroppedFull()
    {
        lock (gate)
            full++;
    }

    public void Answered(LoadSample sample)
    {
        lock (gate)
        {
            completed++;
            completedInPoint++;
            rules.Record(sample);
            if (sample.Fault is { } fault)
            {
                errors++;
                errorsInPoint++;
                throttled += sample.IsThrottled ? 1 : 0;
                faults[fault.Code] = (fault, faults.GetValueOrDefault(fault.Code).Count + 1);
                return;
            }

            latencies[sample.Kind].Record(sample.Latency);
            recent.Enqueue((sample.At, sample.Latency.TotalMilliseconds));
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
                Dropped = late + full,
                InFlight = sent - completed,
                StoppedBecause = stoppedBecause,
                Points = [.. points],
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
                Report = report,
                DroppedLate = late,
                DroppedFull = full,
                Reads = latencies[LoadKind.Read].Figures(),
                Searches = latencies[LoadKind.Search].Figures(),
                Faults = [.. faults.Values.OrderByDescending(fault => fault.Count).Select(fault => new LoadFault(fault.Finding, fault.Count))],
            };
        }
    }

    private void ClosePoint(TimeSpan now)
    {
        while (recent.TryPeek(out var oldest) && oldest.At < now - PointWindow)
            recent.Dequeue();
        var sorted = recent.Select(sample => sample.Milliseconds).Order().ToArray();
        points.Add(new(
            Math.Floor(now.TotalSeconds), completedInPoint / step.TotalSeconds,
            At(sorted, 0.50), At(sorted, 0.95), At(sorted, 0.99), errorsInPoint, sent - completed));
        (completedInPoint, errorsInPoint) = (0, 0);
    }

    private static double At(double[] sorted, double share) =>
        sorted.Length == 0 ? 0 : Math.Round(sorted[(int)Math.Ceiling(sorted.Length * share) - 1], 1);

    private sealed class LatencyMeter(int limitMilliseconds)
    {
        private const long LongestMicroseconds = 120_000_000;
        private readonly LongHistogram histogram = new(LongestMicroseconds, 3);
        private int over;

        public void Record(TimeSpan latency)
        {
            histogram.RecordValue(Math.Clamp((long)latency.TotalMicroseconds, 1, LongestMicroseconds));
            over += latency.TotalMilliseconds > limitMilliseconds ? 1 : 0;
        }

        public LatencyFigures Figures() => histogram.TotalCount == 0
            ? new(0, 0, 0, 0)
            : new((int)histogram.TotalCount, histogram.GetValueAtPercentile(95) / 1000.0, histogram.GetValueAtPercentile(99) / 1000.0, over);
    }
}
