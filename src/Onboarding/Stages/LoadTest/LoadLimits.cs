using Onboarding.Sites;

namespace Onboarding.Stages.LoadTest;

/// <summary>The latency limits of one kind of request, in milliseconds; no p99 where none is judged.</summary>
public sealed record LatencyLimits(int P95, int? P99)
{
    public static LatencyLimits Of(LoadKind kind, Thresholds thresholds) => kind switch
    {
        LoadKind.Read => new(thresholds.ReadP95Milliseconds, thresholds.ReadP99Milliseconds),
        LoadKind.Search or LoadKind.Records => new(thresholds.SearchP95Milliseconds, thresholds.SearchP99Milliseconds),
        LoadKind.Token => new(thresholds.TokenP95Milliseconds, null),
    };
}
