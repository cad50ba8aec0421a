namespace LiveTraffic.Monitor;

/// <summary>How many requests to one host there were lately, and how many of them were slow.</summary>
public readonly record struct HostReading(int Count, int Slow);

/// <summary>How long the requests of live sites take at each host, over the last half minute. Numbers only, kept nowhere else.</summary>
public sealed class HostPulse(TimeProvider time)
{
    /// <summary>From then on a request of a live site is slow.</summary>
    public static readonly TimeSpan SlowAfter = TimeSpan.FromSeconds(2);

    public static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    // More than a busy site asks in half a minute; beyond it the oldest go.
    private const int MostPerHost = 2_000;

    private readonly TimeProvider clock = time;
    private readonly Lock gate = new();
    private readonly Dictionary<string, Beats> hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Notes a request until the result is disposed.</summary>
    public IDisposable Begin(string host) => new Running(this, host);

    /// <summary>The ended requests of the window, and those still open that are slow already.</summary>
    public HostReading Of(string host)
    {
        lock (gate)
        {
            if (!hosts.TryGetValue(host, out var beats))
                return default;
            var oldest = clock.GetUtcNow() - Window;
            while (beats.Ended.TryPeek(out var first) && first.At < oldest)
                beats.Ended.Dequeue();
            var waiting = beats.Open.Count(running => running.Took > SlowAfter);
            return new(beats.Ended.Count + waiting, beats.Ended.Count(beat => beat.Slow) + waiting);
        }
    }

    private sealed class Beats
    {
        public Queue<(DateTimeOffset At, bool Slow)> Ended { get; } = [];

        public HashSet<Running> Open { get; } = [];
    }

    private sealed class Running : IDisposable
    {
        private readonly HostPulse pulse;
        private readonly Beats beats;
        private readonly long start;

        public Running(HostPulse pulse, string host)
        {
            (this.pulse, start) = (pulse, pulse.clock.GetTimestamp());
            lock (pulse.gate)
            {
                if (!pulse.hosts.TryGetValue(host, out var known))
                    pulse.hosts[host] = known = new();
                (beats = known).Open.Add(this);
            }
        }

        public TimeSpan Took => pulse.clock.GetElapsedTime(start);

        public void Dispose()
        {
            lock (pulse.gate)
            {
                if (!beats.Open.Remove(this))
                    return;
                beats.Ended.Enqueue((pulse.clock.GetUtcNow(), Took > SlowAfter));
                if (beats.Ended.Count > MostPerHost)
                    beats.Ended.Dequeue();
            }
        }
    }
}
