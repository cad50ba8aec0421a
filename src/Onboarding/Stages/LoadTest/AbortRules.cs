using Onboarding.Sites;

namespace Onboarding.Stages.LoadTest;

/// <summary>When a load test must stop by itself, so that it never hurts the hospital. Keeps the last half minute and nothing more.</summary>
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

    private readonly Queue<(TimeSpan At, bool Error, double OfLimit)> recent = new();
    private int answered;
    private int throttled;
    private TimeSpan? slowSince;
    private string? reason;

    public void Record(LoadSample sample)
    {
        answered++;
        throttled += sample.IsThrottled ? 1 : 0;
        recent.Enqueue((sample.At, sample.IsError, sample.Latency.TotalMilliseconds / LatencyLimits.Of(sample.Kind, thresholds).P95));
        // Every finding carries advice on when to try again; only what the server itself asked for counts here.
        if (sample.Fault is { Retry.After: { } after } fault && after > LongestRetryAfter && fault.Evidence.Any(fact => fact.Name == "Retry-After"))
            reason ??= $"The hospital asked us to wait {after.TotalSeconds:0} s before the next request.";
        if (throttled >= MostThrottled)
            reason ??= $"The hospital refused {MostThrottled} requests as too many (429).";
    }

    /// <summary>Why the test must stop now, or null.</summary>
    public string? Check(TimeSpan now)
    {
        while (recent.TryPeek(out var oldest) && oldest.At < now - Window)
            recent.Dequeue();
        var errors = recent.Count(sample => sample.Error);
        if (answered >= RequestsBeforeErrorsCount && errors > ErrorShare * recent.Count)
            reason ??= $"{errors} of the last {recent.Count} requests failed; above {ErrorShare * 100:0} % over {Window.TotalSeconds:0} seconds the test stops.";
        slowSince = IsSlow() ? slowSince ?? now : null;
        if (now - slowSince >= LongestSlow)
            reason ??= "Answers took more than twice the limit for a whole minute.";
        return reason;
    }

    private bool IsSlow()
    {
        var answers = recent.Where(sample => !sample.Error).Select(sample => sample.OfLimit).Order().ToArray();
        return answers.Length > 0 && answers[(int)Math.Ceiling(answers.Length * 0.95) - 1] > SlowFactor;
    }
}
