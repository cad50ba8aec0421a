using System.Globalization;
using Onboarding.Stages.GoLive.Ramp;

namespace Onboarding.Stages.GoLive.Hypercare;

/// <param name="Worse">What broke a limit or is worse than at go-live.</param>
public sealed record DayVerdict(DayState State, IReadOnlyList<string> Worse);

/// <summary>Judges one day of hypercare, from figures alone.</summary>
public static class HypercareRules
{
    // As much as a load test's recovery may differ from before it.
    private const double Slower = 1.2;

    public static DayVerdict Judge(TrafficFigures day, TrafficFigures atGoLive, int incidents, HypercareLimits limits)
    {
        List<string> broken =
        [
            .. incidents > 0 ? [incidents == 1 ? "1 incident" : $"{incidents} incidents"] : Array.Empty<string>(),
            .. Broken(day, limits),
        ];
        List<string> worse =
        [
            .. day.SuccessShare < atGoLive.SuccessShare && day.SuccessShare >= limits.SuccessShare ? [$"{Percent(day.SuccessShare)} good, at go-live {Percent(atGoLive.SuccessShare)}"] : Array.Empty<string>(),
            .. day.Latencies.Percentile(95) is { } p95 && atGoLive.Latencies.Percentile(95) is { } then && p95 > then * Slower ? [$"p95 {Milliseconds(p95)}, at go-live {Milliseconds(then)}"] : Array.Empty<string>(),
        ];
        return new(broken.Count > 0 ? DayState.NotClean : day.Judged == 0 ? DayState.NoTraffic : DayState.Clean, [.. broken, .. worse]);
    }

    /// <summary>The limits that these figures break surely, so that somebody is told while the day goes on.</summary>
    public static string? BreaksNow(TrafficFigures today, HypercareLimits limits) => today switch
    {
        { IdentityErrors: > 0 } => $"{today.IdentityErrors} answers were for another patient than the one asked for.",
        _ when RampRules.IsSure(today.Judged - today.Good, today.Judged, limits.SuccessShare) => $"{today.Good} of {today.Judged} answers were good today; hypercare asks for {Percent(limits.SuccessShare)}.",
        _ when RampRules.IsSure(today.Good - today.Verified, today.Good, RampRules.InLimit) =>
            $"{today.Good - today.Verified} of {today.Good} answers took longer than {Milliseconds(limits.P99Milliseconds)} today; hypercare allows 1 %.",
        _ => null,
    };

    private static IEnumerable<string> Broken(TrafficFigures day, HypercareLimits limits)
    {
        if (day.IdentityErrors > 0)
            yield return $"{day.IdentityErrors} answers for another patient";
        if (day.SuccessShare < limits.SuccessShare)
            yield return $"{Percent(day.SuccessShare)} good, limit {Percent(limits.SuccessShare)}";
        if (day.Good > 0 && (double)day.Verified / day.Good < RampRules.InLimit)
            yield return $"p99 {Milliseconds(day.Latencies.Percentile(99) ?? 0)}, limit {Milliseconds(limits.P99Milliseconds)}";
    }

    private static string Percent(double? share) => share is { } some ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(some * 10_000) / 100:0.##} %") : "nothing";

    private static string Milliseconds(int milliseconds) => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:N0} ms");
}
