using EhrAdapters;
using EhrAdapters.Diagnosis;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest;
using Onboarding.Stages.LoadTest.Consents;

namespace Portal.Components.Styleguide;

/// <summary>Invented load tests for the style guide; no page reads them.</summary>
public static class LoadSamples
{
    /// <summary>A test of twelve minutes after so many seconds.</summary>
    public static LoadReport Report(int seconds, double slower = 1) => new()
    {
        TargetPerSecond = 12, CapPerSecond = 15, RampSeconds = 120, HoldSeconds = 600, P95LimitMilliseconds = 1000, P99LimitMilliseconds = 3000, ElapsedSeconds = seconds,
        Sent = seconds * 11, Completed = (seconds * 11) - 6, Errors = seconds > 260 ? 22 : 0, InFlight = 6, Environment = EhrEnvironment.NonProduction,
        Points = [.. Enumerable.Range(1, seconds).Select(second => Point(second, slower))],
        Kinds = [Kind(LoadKind.Read, seconds * 7, 210 * slower, 0), Kind(LoadKind.Search, seconds * 2, 450 * slower, 22), Kind(LoadKind.Records, seconds * 2, 620 * slower, 0), Kind(LoadKind.Token, 12, 90, 0)],
        Histogram = [.. Buckets(LoadKind.Read, seconds * 7, 210 * slower), .. Buckets(LoadKind.Search, seconds * 2, 450 * slower)],
        Marks = seconds > 260 ? [new(255, "one slow node, 20 s", CheckState.Warning), new(262, "22 time-outs in 20 s", CheckState.Failed)] : [],
    };

    public static LoadReport Stopped { get; } = Report(300) with { StoppedBecause = "Answers took more than twice the limit for a whole minute.", Blame = LoadBlame.SlowedDown };

    public static LoadConsent Consent(DateTimeOffset now) => new()
    {
        Id = Guid.Empty, SiteId = default, Environment = EhrEnvironment.NonProduction, AgreedBy = "Interface analyst", AgreedOn = DateOnly.FromDateTime(now.AddDays(-2).DateTime),
        From = now.AddMinutes(-10), To = now.AddMinutes(20), OnCall = "Integration desk, +1 555 0177", CapRequestsPerMinute = 900, NotedBy = "Juno Marrow", NotedAt = now.AddDays(-2),
    };

    private static LoadPoint Point(int second, double slower)
    {
        var (rate, peak) = (Math.Min(12, second * 0.1), Math.Exp(-Math.Pow((second - 262) / 18.0, 2)));
        return new(second, rate + (0.2 * Math.Sin(second)), 220 * slower, 480 * slower, 1100 * slower, second is > 258 and < 266 ? 3 : 0, 5 + (int)(8 * peak))
        {
            Asked = rate,
            Kinds = new Dictionary<LoadKind, LatencyPoint>
            {
                [LoadKind.Read] = new((210 + (12 * Math.Sin(second / 9.0))) * slower, (430 + (40 * Math.Sin(second / 13.0)) + (260 * peak)) * slower, (980 + (90 * Math.Sin(second / 17.0)) + (1500 * peak)) * slower),
                [LoadKind.Search] = new(450 * slower, (1180 + (90 * Math.Sin(second / 11.0))) * slower, (2700 + (1500 * peak)) * slower),
            },
        };
    }

    private static LoadKindFigures Kind(LoadKind kind, int count, double median, int errors) => new(
        kind, count, errors, new(median, median * 1.8, median * 2.2, median * 4.6, median * 9), new(median * 0.9, median * 1.4, median * 1.6, median * 2.1, median * 4));

    private static IEnumerable<LatencyBucket> Buckets(LoadKind kind, int count, double median) => Enumerable.Range(0, 40)
        .Select(step => (UpTo: 20 * Math.Pow(1.18, step), Distance: Math.Log(20 * Math.Pow(1.18, step) / median)))
        .Select(bucket => new LatencyBucket(kind, Math.Round(bucket.UpTo, 1), (int)(count * 0.15 * Math.Exp(-bucket.Distance * bucket.Distance / (bucket.Distance < 0 ? 0.12 : 0.5)))));
}
