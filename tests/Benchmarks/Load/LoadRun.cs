using System.Diagnostics;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest;

namespace Benchmarks.Load;

/// <summary>One run of the generator at one rate, with what it cost this process.</summary>
internal sealed record LoadRun(LoadSchedule Schedule, LoadFigures Figures, DateTimeOffset Began, double Achieved, TimeSpan Cpu, long Allocated)
{
    public LoadKindFigures Kind => Figures.Report.Kinds[0];

    public double CpuMicrosecondsPerRequest => Math.Round(Cpu.TotalMicroseconds / Figures.Report.Completed);

    public long AllocatedBytesPerRequest => Allocated / Figures.Report.Completed;

    public static async Task<LoadRun> OfAsync(ISender sender, int perSecond, int holdSeconds)
    {
        // The soak holds the peak itself; its climb stands before what is measured.
        var load = new LoadSettings { Shape = LoadShape.Soak, PeakRequestsPerMinute = perSecond * 60, CapRequestsPerMinute = perSecond * 120, HoldSeconds = holdSeconds };
        var schedule = LoadSchedule.Of(load, load.CapRequestsPerMinute);
        var clock = new StartClock(schedule.Rise);
        var generator = new LoadGenerator(schedule, new LoadMeter(load, new(), schedule), TimeProvider.System);
        GC.Collect();
        var (cpu, allocated, began) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(), TimeProvider.System.GetUtcNow());
        var figures = await generator.RunAsync((turn, token) =>
        {
            clock.Sends(turn.Due);
            return sender.SendAsync(turn, token);
        }, _ => { }, CancellationToken.None);
        return new(schedule, figures, began, clock.Rate, Environment.CpuUsage.TotalTime - cpu, GC.GetTotalAllocatedBytes() - allocated);
    }

    /// <summary>When requests of the hold really started, by the sender's own clock and not by the generator's word.</summary>
    private sealed class StartClock(TimeSpan from)
    {
        private long first;
        private long last;
        private int count;

        public double Rate => (count - 1) / Stopwatch.GetElapsedTime(first, last).TotalSeconds;

        public void Sends(TimeSpan due)
        {
            if (due < from)
                return;
            last = Stopwatch.GetTimestamp();
            first = count++ == 0 ? last : first;
        }
    }
}
