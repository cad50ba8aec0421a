using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Benchmarks.Load;

/// <summary>hey and wrk, in the same run against the same address.</summary>
internal static partial class PublicTools
{
    private const int Workers = 50;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>hey asks at a rate with workers that wait for their answers (a closed model).</summary>
    public static async Task<object> HeyAsync(string url, int rate, int seconds, string measure)
    {
        if (await RunAsync("hey", ["-z", $"{seconds}s", "-c", $"{Workers}", "-q", $"{rate / Workers}", url]) is not { } run)
            return new { measure, tool = "hey", skipped = "hey is not installed" };
        var achieved = Number(RequestsPerSecond().Match(run.Output));
        return new
        {
            measure, tool = "hey", asked = rate, achieved, achievedOfAsked = Math.Round(achieved / rate, 4), within1Percent = Math.Abs((achieved / rate) - 1) <= 0.01,
            p99 = Math.Round(Number(HeyP99().Match(run.Output)) * 1000, 1), cpuMicrosecondsPerRequest = Math.Round(run.Cpu.TotalMicroseconds / Math.Max(1, achieved * seconds)),
        };
    }

    /// <summary>wrk knows no rate: it asks as fast as the answers come.</summary>
    public static async Task<object> WrkAsync(string url, int seconds, string measure)
    {
        if (await RunAsync("wrk", ["-t", "2", "-c", $"{Workers}", "-d", $"{seconds}s", "--latency", url]) is not { } run)
            return new { measure, tool = "wrk", skipped = "wrk is not installed" };
        var achieved = Number(RequestsPerSecond().Match(run.Output));
        var p99 = WrkP99().Match(run.Output);
        var milliseconds = Number(p99) * p99.Groups[2].Value switch { "us" => 0.001, "ms" => 1, _ => 1000 };
        return new { measure, tool = "wrk", asked = "as fast as answers come", achieved, p99 = Math.Round(milliseconds, 1), cpuMicrosecondsPerRequest = Math.Round(run.Cpu.TotalMicroseconds / Math.Max(1, achieved * seconds)) };
    }

    private static async Task<(string Output, TimeSpan Cpu)?> RunAsync(string tool, string[] arguments)
    {
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true })!;
        }
        catch (Win32Exception)
        {
            return null;
        }

        using (process)
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var cpu = TimeSpan.Zero;
            // What a process used cannot be asked any more once it has ended.
            while (!process.HasExited)
            {
                try
                {
                    cpu = process.TotalProcessorTime;
                }
                catch (InvalidOperationException)
                {
                    break;
                }

                await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(Look));
            }

            return (await output, cpu);
        }
    }

    private static double Number(Match match) => match.Success ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex RequestsPerSecond();

    [GeneratedRegex(@"99%+ in ([\d.]+) secs")]
    private static partial Regex HeyP99();

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex WrkP99();
}
