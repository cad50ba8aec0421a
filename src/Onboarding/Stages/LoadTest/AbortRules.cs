using Onboarding.Sites;

namespace Onboarding.Stages.LoadTest;

/// <summary>When a load test must stop by itself or wait, so that it never hurts the hospital. Keeps half a minute of counts and nothing more.</summary>
public sealed class AbortRules(Thresholds thresholds)
{
    /// <summary>Of the answers in the window, how many may be errors.</summary>
    public const double ErrorShare = 0.05;

    /// <summary>The hospital's refusals as too many that end the test.</summary>
    public const int MostThrottled = 3;

    /// <summary>How many times its limit p95 may take.</summary>
    public const double SlowFactor = 2;

    /// <summary>What is looked back on.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    /// <summary>How long answers may be slow.</summary>
    public static readonly TimeSpan LongestSlow = TimeSpan.FromSeconds(60);

    /// <summary>The longest wait that the hospital may ask for.</summary>
    public static readonly TimeSpan LongestRetryAfter = TimeSpan.FromSeconds(60);

    private const int RequestsBeforeErrorsCount = 60;

    private readonly Second[] seconds = new Second[(int)Window.TotalSeconds + 1];
    private int answered;
    private int throttled;
    private TimeSpan? slowSince;
    private string? reason;

    /// <summary>Nothing may be sent before: the hospital asked us to wait.</summary>
    public TimeSpan PausedUntil { get; private set; }

    public void Record(LoadSample sample)
    {
        answered++;
        throttled += sample.IsThrottled ? 1 : 0;
        ref var second = ref seconds[Slot(sample.At)];
        if (second.Number != Number(sample.At))
            second = new() { Number = Number(sample.At) };
        second.Answers++;
        second.Errors += sample.IsError ? 1 : 0;
        second.Slow += !sample.IsError && sample.Latency.TotalMilliseconds > SlowFactor * LatencyLimits.Of(sample.Kind, thresholds).P95 ? 1 : 0;
        if (sample.AskedToWait is { } wait)
        {
            PausedUntil = sample.At + wait > PausedUntil ? sample.At + wait : PausedUntil;
            if (wait > LongestRetryAfter)
                reason ??= $"The hospital asked us to wait {wait.TotalSeconds:0} s before the next request.";
        }

        if (throttled >= MostThrottled)
            reason ??= $"The hospital refused {MostThrottled} requests as too many (429).";
    }

    /// <summary>Why the test must stop now, or null.</summary>
    public string? Check(TimeSpan now)
    {
        var (answers, errors, slow) = (0, 0, 0);
        foreach (var second in seconds)
        {
            if (second.Number < Number(now - Window))
                continue;
            answers += second.Answers;
            errors += second.Errors;
            slow += second.Slow;
        }

        if (answered >= RequestsBeforeErrorsCount && errors > ErrorShare * answers)
            reason ??= $"{errors} of the last {answers} requests failed; above {ErrorShare * 100:0} % over {Window.TotalSeconds:0} seconds the test stops.";
        // Above the p95 lies what is left over when nineteen of twenty are counted.
        var good = answers - errors;
        slowSince = good > 0 && slow > good - Math.Ceiling(good * 0.95) ? slowSince ?? now : null;
        if (now - slowSince >= LongestSlow)
            reason ??= "Answers took more than twice the limit for a whole minute.";
        return reason;
    }

    private int Slot(TimeSpan at) => (int)(Number(at) % seconds.Length);

    private static long Number(TimeSpan at) => Math.Max(0, (long)Math.Floor(at.TotalSeconds));

    private struct Second
    {
        public long Number;
        public int Answers;
        public int Errors;
        public int Slow;
    }
}
