namespace Onboarding.Stages.LoadTest;

/// <summary>
/// The hard cap. Every request of a load test takes its turn here just before it goes out, whatever sends it, so that no minute
/// sees more than the cap and no second more than its share and one.
/// </summary>
public sealed class RequestBudget(int perMinute, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly long start = time.GetTimestamp();
    private readonly SlidingWindow minute = new(perMinute, TimeSpan.FromMinutes(1));
    private readonly SlidingWindow second = new(PerSecond(perMinute), TimeSpan.FromSeconds(1));
    private TimeSpan last;

    /// <summary>How many may go in one second.</summary>
    public static int PerSecond(int perMinute) => (int)Math.Ceiling(perMinute / 60.0) + 1;

    /// <summary>How long the next request would have to wait.</summary>
    public TimeSpan Wait
    {
        get
        {
            lock (gate)
            {
                var now = time.GetElapsedTime(start);
                return Free(now) - now;
            }
        }
    }

    /// <summary>How long a test would have to wait that sends so many in its first second and so many in its first minute.</summary>
    public TimeSpan WaitFor(int inSecond, int inMinute)
    {
        lock (gate)
        {
            var now = time.GetElapsedTime(start);
            return TimeSpan.FromTicks(Math.Max(0, Math.Max((second.FreeFor(inSecond) - now).Ticks, (minute.FreeFor(inMinute) - now).Ticks)));
        }
    }

    /// <summary>Waits for a turn, first come, first served.</summary>
    public async ValueTask TakeAsync(CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (gate)
        {
            var now = time.GetElapsedTime(start);
            last = Free(now);
            minute.Take(last);
            second.Take(last);
            wait = last - now;
        }

        // A timer may ring a moment early.
        if (wait > TimeSpan.Zero)
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds) + 1), time, cancellationToken);
    }

    private TimeSpan Free(TimeSpan now) => new(Math.Max(Math.Max(now.Ticks, last.Ticks), Math.Max(minute.Free.Ticks, second.Free.Ticks)));
}
