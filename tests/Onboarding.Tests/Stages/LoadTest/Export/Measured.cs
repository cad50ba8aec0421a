using EhrAdapters;
using EhrAdapters.Diagnosis;
using Onboarding.Stages.LoadTest;

namespace Onboarding.Tests.Stages.LoadTest.Export;

/// <summary>Invented figures of load tests.</summary>
internal static class Measured
{
    public static LoadReport Report(double p95 = 200, int errors = 0, double target = 15) => new()
    {
        TargetPerSecond = target, CapPerSecond = 20, RampSeconds = 2, HoldSeconds = 8, P95LimitMilliseconds = 1_000, P99LimitMilliseconds = 3_000, ElapsedSeconds = 10,
        Sent = 1_300, Completed = 1_300, Errors = errors, Environment = EhrEnvironment.Sandbox, Blame = LoadBlame.Nobody,
        Kinds =
        [
            new(LoadKind.Read, 1_000, 0, new(p95 / 2, p95 * 0.9, p95, p95 * 2, p95 * 4), new(p95 / 2, p95 * 0.8, p95 * 0.9, p95, p95 * 2)),
            new(LoadKind.Search, 300 - errors, errors, new(100, 150, 180, 260, 400), new(100, 150, 180, 260, 400)),
        ],
        Histogram = [new(LoadKind.Read, 100, 600), new(LoadKind.Read, 200, 400), new(LoadKind.Search, 200, 300)],
        Marks = [new(1.5, "=1+1, half of the rate", CheckState.NotApplicable)],
        Points =
        [
            new(1, 7, 90, 190, 380, 0, 2) { Asked = 7.5, Kinds = new Dictionary<LoadKind, LatencyPoint> { [LoadKind.Read] = new(90, 190, 380) } },
            new(2, 15, 95, p95, p95 * 2, errors, 3) { Asked = 15, Kinds = new Dictionary<LoadKind, LatencyPoint> { [LoadKind.Read] = new(95, p95, p95 * 2), [LoadKind.Search] = new(100, 180, 260) } },
        ],
        Capacity = new(15, p95, 15, AtLeast: true),
        Recovery = new(90, 95, 0.4),
    };
}
