using EhrAdapters.Diagnosis;
using Onboarding.Sites;

namespace LiveTraffic.Persistence;

public enum LiveHealth
{
    /// <summary>Not probed yet, or our own side could not.</summary>
    Unknown,
    Up,
    Down,
}

/// <summary>What the probes of a live site say.</summary>
public sealed class SiteHealth
{
    public const int DownAfter = 2;
    private const int RecentProbes = 60;

    private SiteHealth()
    {
    }

    public SiteId SiteId { get; private set; }

    public LiveHealth Health { get; private set; }

    /// <summary>Since when it is so.</summary>
    public DateTimeOffset Since { get; private set; }

    public DateTimeOffset LastProbeAt { get; private set; }

    public int LastMilliseconds { get; private set; }

    /// <summary>The durations of the last good probes, newest last.</summary>
    public IReadOnlyList<int> RecentMilliseconds { get; private set; } = [];

    public int FailuresInARow { get; private set; }

    /// <summary>When the present row of failures began.</summary>
    public DateTimeOffset? FailingSince { get; private set; }

    /// <summary>When the present row of good probes began.</summary>
    public DateTimeOffset? GoodSince { get; private set; }

    /// <summary>The 95th percentile of the last good probes; null where there are none.</summary>
    public int? P95Milliseconds => RecentMilliseconds.Count == 0
        ? null
        : RecentMilliseconds.Order().ElementAt((int)Math.Ceiling(RecentMilliseconds.Count * 0.95) - 1);

    public static SiteHealth New(SiteId site, DateTimeOffset now) => new() { SiteId = site, Since = now };

    public void Record(Finding? fault, TimeSpan took, DateTimeOffset now)
    {
        (LastProbeAt, LastMilliseconds) = (now, (int)took.TotalMilliseconds);
        if (fault is null)
        {
            (FailuresInARow, FailingSince, GoodSince) = (0, null, GoodSince ?? now);
            RecentMilliseconds = [.. RecentMilliseconds.TakeLast(RecentProbes - 1), LastMilliseconds];
            Become(LiveHealth.Up, now);
            return;
        }

        (FailuresInARow, FailingSince, GoodSince) = (FailuresInARow + 1, FailingSince ?? now, null);
        // What our own side cannot do says nothing about the hospital.
        if (fault.Owner is FaultOwner.OurService)
            Become(LiveHealth.Unknown, now);
        else if (FailuresInARow >= DownAfter)
            Become(LiveHealth.Down, FailingSince.Value);
    }

    private void Become(LiveHealth health, DateTimeOffset since)
    {
        if (Health != health)
            (Health, Since) = (health, since);
    }
}
