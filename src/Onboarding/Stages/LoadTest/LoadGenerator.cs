using EhrAdapters.Diagnosis;
using Onboarding.Sites;

namespace Onboarding.Stages.LoadTest;

/// <summary>What one request of the load test came to.</summary>
public readonly record struct LoadAnswer(LoadKind Kind, Finding? Fault);

/// <summary>
/// Sends requests when they are due, however slow the answers are (an open model), and counts latency from the moment
/// each was due, so that waiting behind others is not hidden.
/// </summary>
public sealed class LoadGenerator(LoadSettings load, Thresholds thresholds, TimeProvider time)
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan TooLate = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(35);
    private static readonly TimeSpan LongestStop = TimeSpan.FromMilliseconds(800);

    private readonly LoadSchedule schedule = new(load.TargetPerSecond, load.Ramp, load.Hold);
    private readonly LoadMeter meter = new(load, thresholds);
    private readonly List<Task> inFlight = [];

    // Ten seconds' worth of requests may wait at once: a silent hospital must not pile them up.
    private readonly int mostInFlight = (int)Math.Clamp(Math.Ceiling(load.TargetPerSecond * 10), 16, 256);

    /// <param name="send">Sends the request with this number and tells what it came to; it must end when cancelled.</param>
    /// <param name="report">Told about four times a second.</param>
    /// <param name="stop">A person stops the test: everything in flight is given up and the call ends as cancelled.</param>
    public async Task<LoadFigures> RunAsync(Func<long, CancellationToken, Task<LoadAnswer>> send, Action<LoadReport> report, CancellationToken stop)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var start = time.GetTimestamp();
        string? reason = null;
        var nextReport = TimeSpan.Zero;
        try
        {
            for (long number = 0; ;)
            {
                stop.ThrowIfCancellationRequested();
                var now = time.GetElapsedTime(start);
                for (; number < schedule.Total && schedule.DueAt(number) <= now; number++)
                    Start(number, now);
                await ForgetDoneAsync();
                reason = meter.Tick(now);
                if (now >= nextReport)
                {
                    report(meter.Report(now, reason));
                    nextReport = now + ReportEvery;
                }

                var all = number >= schedule.Total && now >= schedule.End;
                if (reason is not null || (all && (inFlight.Count == 0 || now > schedule.End + LongestDrain)))
                    return meter.Figures(now, reason);
                await Task.Delay(UntilNext(number, now), time, stop);
            }
        }
        finally
        {
            await giveUp.CancelAsync();
            await LetGoAsync();
        }

        void Start(long number, TimeSpan now)
        {
            var due = schedule.DueAt(number);
            if (now - due > TooLate)
                meter.DroppedLate();
            else if (inFlight.Count >= mostInFlight)
                meter.DroppedFull();
            else
                inFlight.Add(SendAsync(number, due, start, send, giveUp.Token));
        }
    }

    private async Task SendAsync(long number, TimeSpan due, long start, Func<long, CancellationToken, Task<LoadAnswer>> send, CancellationToken cancellationToken)
    {
        meter.Sent();
        LoadAnswer answer;
        try
        {
            answer = await send(number, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }

        // An adapter may turn a cancellation into a finding; what we gave up on is nobody's fault.
        if (cancellationToken.IsCancellationRequested)
            return;
        var at = time.GetElapsedTime(start);
        meter.Answered(new(answer.Kind, at, at - due, answer.Fault));
    }

    private TimeSpan UntilNext(long number, TimeSpan now)
    {
        var due = number < schedule.Total ? schedule.DueAt(number) - now : Beat;
        return due < Beat ? TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(due.TotalMilliseconds))) : Beat;
    }

    private async Task ForgetDoneAsync()
    {
        foreach (var done in inFlight.Where(task => task.IsCompleted).ToList())
        {
            inFlight.Remove(done);
            await done;
        }
    }

    private async Task LetGoAsync()
    {
        try
        {
            await Task.WhenAll(inFlight).WaitAsync(LongestStop, time);
        }
        catch (TimeoutException)
        {
            // A transport that ignores its token must not hold up the stop; the adapter's disposal ends it.
        }
    }
}
