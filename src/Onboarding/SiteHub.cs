using System.Collections.Concurrent;
using Onboarding.Runs;
using Onboarding.Sites;

namespace Onboarding;

/// <summary>Something about a site changed; whoever shows it looks again.</summary>
/// <param name="RunId">The run it is about, where it is about one.</param>
public sealed record SiteEvent(SiteId SiteId, Guid? RunId = null, RunProgress? Progress = null);

/// <summary>Background work tells, whoever looks subscribes. Publishing never waits and never throws.</summary>
public sealed class SiteHub
{
    private readonly ConcurrentDictionary<object, Action<SiteEvent>> subscribers = new();
    private readonly ConcurrentDictionary<Guid, RunProgress> progress = new();

    /// <summary>Hears of one site, or of all with null, until disposed. Handlers must return at once.</summary>
    public IDisposable Subscribe(SiteId? site, Action<SiteEvent> handler)
    {
        var key = new Subscription(this);
        subscribers[key] = site is { } only ? e => { if (e.SiteId == only) handler(e); } : handler;
        return key;
    }

    public void Publish(SiteEvent happened)
    {
        if (happened is { RunId: { } run, Progress: { } now })
            progress[run] = now;
        foreach (var subscriber in subscribers.Values)
        {
            try
            {
                subscriber(happened);
            }
            catch (Exception)
            {
                // A page that is going away must not stop the work or the other pages.
            }
        }
    }

    /// <summary>What a run in flight last said it was doing.</summary>
    public RunProgress? ProgressOf(Guid runId) => progress.GetValueOrDefault(runId);

    internal void Forget(Guid runId) => progress.TryRemove(runId, out _);

    private sealed class Subscription(SiteHub hub) : IDisposable
    {
        public void Dispose() => hub.subscribers.TryRemove(this, out _);
    }
}
