using EhrAdapters.Diagnosis;

namespace Onboarding.Stages.LoadTest;

/// <summary>
/// Sends requests when they are due, however slow the answers are (an open model), and counts latency from the moment
/// each was due, so that waiting behind others is not hidden.
/// </summary>
public sealed class LoadGenerator(LoadSchedule schedule, LoadMeter meter, TimeProvider time)
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(250);

    // From then on a late start is counted against us; after the longest one the request is left out, because a heap of them at once would be another test.
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan TooLate = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(35);
    private static readonly TimeSpan LongestStop = TimeSpan.FromMilliseconds(800);

    // Ten seconds' worth of requests may wait at once: a silent hospital must not pile them up.
    private const double PatienceSeconds = 10;
    private const int FewestAtOnce = 16;
    private const int MostAtOnce = 16_384;

    private readonly int mostInFlight = (int)Math.Clamp(Math.Ceiling(schedule.TopRate * PatienceSeconds), FewestAtOnce, MostAtOnce);
    private readonly InFlight inFlight = new();

    /// <summary>What keeps the cap; null where nobody does.</summary>
    public RequestBudget? Budget { get; init; }

    /// <summary>Asked with every beat: why the test must end, or null. Must not wait.</summary>
    public Func<CancellationToken, string?>? Guard { get; init; }

    /// <param name="send">Sends one request and tells what it came to; it must end when cancelled.</param>
    /// <param name="report">Told about four times a second.</param>
    /// <param name="stop">A person stops the test: everything in flight is given up and the call ends as cancelled.</param>
    public async Task<LoadFigures> RunAsync(Func<LoadTurn, CancellationToken, Task<LoadAnswer>> send, Action<LoadReport> report, CancellationToken stop)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var start = time.GetTimestamp();
        var nextReport = TimeSpan.Zero;
        try
        {
            for (long number = 0; ;)
            {
                stop.ThrowIfCancellationRequested();
                inFlight.ThrowIfBroken();
                var now = time.GetElapsedTime(start);
                var reason = Guard?.Invoke(stop);
                if (reason is null)
                    number = StartDue(number, start, send, giveUp.Token);
                reason = meter.Tick(now) ?? reason;
                if (now >= nextReport)
                {
                    report(meter.Report(now, reason));
                    nextReport = now + ReportEvery;
                }

                var over = number >= schedule.Total && now >= schedule.End;
                if (reason is not null || (over && inFlight.Count == 0))
                    return meter.Figures(now, reason);
                if (over && now > schedule.End + LongestDrain)
                {
                    Unanswered(now);
                    return meter.Figures(now, null);
                }

                await Task.Delay(UntilNext(number, time.GetElapsedTime(start)), time, stop);
            }
        }
        finally
        {
            await giveUp.CancelAsync();
            await LetGoAsync();
        }
    }

    /// <summary>Starts everything that is due; tells the number of the next request.</summary>
    private long StartDue(long number, long start, Func<LoadTurn, CancellationToken, Task<LoadAnswer>> send, CancellationToken giveUp)
    {
        var paused = meter.PausedUntil;
        for (; number < schedule.Total; number++)
        {
            // Looked at anew for each, because starting the ones before took its time.
            var (due, now) = (schedule.DueAt(number), time.GetElapsedTime(start));
            if (due > now)
                break;
            if (due < paused)
            {
                // Due while we wait as the hospital asked: left out, not put off.
                meter.DroppedPaused(due);
            }
            else if (Budget is { } budget && budget.Wait > TimeSpan.Zero)
            {
                // Room comes back within a second; what catches up after a delay of ours is no reason to leave anything out.
                if (now - due <= TooLate)
                    break;
                meter.DroppedCapped();
            }
            else if (now - due > TooLate)
            {
                meter.DroppedLate(due);
            }
            else if (inFlight.Count >= mostInFlight)
            {
                meter.DroppedFull(due);
            }
            else
            {
                var turn = new LoadTurn(number, due);
                meter.Sent(due, now - due > Late);
                inFlight.Start(() => SendAsync(turn, now, start, send, giveUp));
            }
        }

        return number;
    }

    private async Task SendAsync(LoadTurn turn, TimeSpan sent, long start, Func<LoadTurn, CancellationToken, Task<LoadAnswer>> send, CancellationToken giveUp)
    {
        LoadAnswer answer;
        try
        {
            answer = await send(turn, giveUp);
        }
        catch (OperationCanceledException) when (giveUp.IsCancellationRequested)
        {
            return;
        }

        // An adapter may turn a cancellation into a finding; what we gave up on is nobody's fault.
        if (giveUp.IsCancellationRequested)
            return;
        var at = time.GetElapsedTime(start);
        meter.Answered(new(answer.Kind, at, at - turn.Due - answer.Held, answer.Fault) { FromSent = at - sent - answer.Held });
    }

    // What is still open so long after the end counts as never answered.
    private void Unanswered(TimeSpan now)
    {
        for (var left = inFlight.Count; left > 0; left--)
            meter.Answered(new(LoadKind.Read, now, LongestDrain, FindingCatalog.Create(FindingCodes.HttpTimeout)));
    }

    private TimeSpan UntilNext(long number, TimeSpan now)
    {
        var due = number < schedule.Total ? schedule.DueAt(number) - now : Beat;
        return due < Beat ? TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(due.TotalMilliseconds))) : Beat;
    }

    private async Task LetGoAsync()
    {
        try
        {
            await inFlight.CloseAsync().WaitAsync(LongestStop, time);
        }
        catch (TimeoutException)
        {
            // A transport that ignores its token must not hold up the stop; the adapter's disposal ends it.
        }
    }
}
