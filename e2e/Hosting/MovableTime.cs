namespace Portal.E2E.Hosting;

/// <summary>A clock that runs as ever and can be set forward; timers that are due because of it fire.</summary>
public sealed class MovableTime : TimeProvider
{
    private readonly Lock door = new();
    private readonly HashSet<MovedTimer> timers = [];
    private TimeSpan ahead;

    /// <summary>How far ahead of the true time it is.</summary>
    public TimeSpan Ahead
    {
        get
        {
            lock (door)
                return ahead;
        }
        set
        {
            MovedTimer[] waiting;
            lock (door)
            {
                ahead = value;
                waiting = [.. timers];
            }

            foreach (var timer in waiting)
                timer.Moved();
        }
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;

    // Timestamps stay as they are, so that no answer looks as slow as the clock was moved; and a time-out
    // measures a request under way, which no moved clock makes slower.
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (state is CancellationTokenSource)
            return base.CreateTimer(callback, state, dueTime, period);
        var timer = new MovedTimer(this, callback, state);
        lock (door)
            timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class MovedTimer : ITimer
    {
        private readonly Lock own = new();
        private readonly MovableTime clock;
        private readonly TimerCallback callback;
        private readonly object? state;
        private readonly ITimer real;
        private DateTimeOffset? dueAt;
        private TimeSpan every = Timeout.InfiniteTimeSpan;

        public MovedTimer(MovableTime clock, TimerCallback callback, object? state)
        {
            (this.clock, this.callback, this.state) = (clock, callback, state);
            real = System.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (own)
            {
                every = period <= TimeSpan.Zero ? Timeout.InfiniteTimeSpan : period;
                dueAt = dueTime == Timeout.InfiniteTimeSpan ? null : clock.GetUtcNow() + dueTime;
                return real.Change(dueTime, Timeout.InfiniteTimeSpan);
            }
        }

        public void Moved()
        {
            lock (own)
            {
                if (dueAt - clock.GetUtcNow() is { } left)
                    real.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            }
        }

        public void Dispose()
        {
            lock (clock.door)
                clock.timers.Remove(this);
            real.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Fire()
        {
            lock (own)
            {
                // Somebody changed it, or the clock was moved twice, while this was on its way.
                if (dueAt is not { } due || due > clock.GetUtcNow() + TimeSpan.FromMilliseconds(20))
                    return;
                dueAt = every == Timeout.InfiniteTimeSpan ? null : clock.GetUtcNow() + every;
                real.Change(every, Timeout.InfiniteTimeSpan);
            }

            callback(state);
        }
    }
}
