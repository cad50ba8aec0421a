using System.Globalization;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest;

namespace Portal.Components.Stages.LoadTest;

/// <summary>What a running test does at this moment, in words.</summary>
public static class LiveWords
{
    /// <summary>The headline while it runs.</summary>
    public static string Headline(LoadReport? load) => load switch
    {
        null => "Getting ready: signing in and reading the test patients",
        _ when load.ElapsedSeconds >= load.RampSeconds + load.HoldSeconds => "All requests are sent; waiting for the last answers.",
        _ when load.ElapsedSeconds < load.RampSeconds && load.Shape is LoadShape.Hold or LoadShape.Soak => $"Ramping up to {LoadWorth.PerSecond(load.TargetPerSecond)} requests per second. {Standing(load)}",
        { Shape: LoadShape.Hold or LoadShape.Soak } => $"Holding {LoadWorth.PerSecond(load.TargetPerSecond)} requests per second. {Standing(load)}",
        { Points: [.., { Asked: > 0 } last] } => $"Asking for {LoadWorth.PerSecond(last.Asked)} requests per second, at most {LoadWorth.PerSecond(load.TargetPerSecond)}. {Standing(load)}",
        _ => $"Asking for at most {LoadWorth.PerSecond(load.TargetPerSecond)} requests per second. {Standing(load)}",
    };

    /// <summary>"6 min 12 s": to the second, because one watches.</summary>
    public static string Elapsed(double seconds)
    {
        var span = TimeSpan.FromSeconds(Math.Max(0, Math.Floor(seconds)));
        return span switch
        {
            { TotalMinutes: < 1 } => $"{span.Seconds} s",
            { TotalHours: < 1 } => span.Seconds == 0 ? $"{span.Minutes} min" : $"{span.Minutes} min {span.Seconds} s",
            _ => $"{(int)span.TotalHours} h {span.Minutes} min",
        };
    }

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Standing(LoadReport load) => load.Points switch
    {
        [] => "No figures yet.",
        [.., var last] when last.P95 > load.P95LimitMilliseconds => "p95 is over its limit.",
        [.., var last] when last.P99 > load.P99LimitMilliseconds => "p99 is over its limit.",
        _ when load.Errors > 0 => $"{load.Errors} {(load.Errors == 1 ? "answer" : "answers")} went wrong so far.",
        _ => "No limit is broken.",
    };
}
