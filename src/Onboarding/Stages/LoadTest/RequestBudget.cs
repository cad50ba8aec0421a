namespace Onboarding.Stages.LoadTest;

/// <summary>
/// The hard cap. Every request of a load test takes its turn here just before it goes out, whatever sends it, so that no minute
/// sees more than the cap and no second more than its share and one.
/// </summary>
public sealed class RequestBudget(int perMinute, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly Lock gate = new();
    private readonly long start = time.GetTimestamp();
    private readonly SlidingWindow minute = new(perMinute, TimeSpan.FromMinutes(1));
    private readonly SlidingWindow second = new(PerSecond(perMinute), TimeSpan.FromSeconds(1));
    private readonly SemaphoreSlim queue = new(1, 1);
    private int waiting;

    /// <summary>How many may go in one second.</summary>
    public static int PerSecond(int perMinute) => (int)Math.Ceiling(perMinute / 60.0) + 1;

    private TimeSpan Now => time.GetElapsedTime(start);

    private TimeSpan Free => new(Math.Max(minute.Free.Ticks, second.Free.Ticks));

    /// <summary>How long the next request would have to wait.</summary>
    public TimeSpan Wait
    {
        get
        {
            lock (gate)
            {
                var wait = Free - Now;
                return wait > TimeSpan.Zero ? wait : waiting > 0 ? Moment : TimeSpan.Zero;
            }
        }
    }

    /// <summary>How long a test would have to wait that sends so many in its first second and so many in its first minute.</summary>
    public TimeSpan WaitFor(int inSecond, int inMinute)
    {
        lock (gate)
        {
            var free = Math.Max(second.FreeFor(inSecond).Ticks, minute.FreeFor(inMinute).Ticks);
            return TimeSpan.FromTicks(Math.Max(0, free - Now.Ticks));
        }
    }

    /// <summary>Waits for a turn, first come, first served. Counted is the moment when it really goes.</summary>
    public async ValueTask TakeAsync(CancellationToken cancellationToken)
    {
        if (TryTake(waits: false))
            return;
        try
        {
            await queue.WaitAsync(cancellationToken);
            try
            {
                while (!TryTake(waits: true))
                    await Task.Delay(Milliseconds(Wait), time, cancellationToken);
            }
            finally
            {
                queue.Release();
            }
        }
        finally
        {
            lock (gate)
                waiting--;
        }
    }

    public void Dispose() => queue.Dispose();

    // Where one waits already, whoever comes later stands behind it.
    private bool TryTake(bool waits)
    {
        lock (gate)
        {
            var now = Now;
            if ((waits || waiting == 0) && Free <= now)
            {
                minute.Take(now);
                second.Take(now);
                return true;
            }

            waiting += waits ? 0 : 1;
            return false;
        }
    }

    private static TimeSpan Milliseconds(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
}
