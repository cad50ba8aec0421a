using Onboarding;
using Onboarding.Runs;
using Onboarding.Sites;

namespace Portal.Glue;

/// <summary>What happened since the page last drew itself.</summary>
/// <param name="LookAgain">Something stored changed.</param>
/// <param name="Progress">What a run in flight last said.</param>
public sealed record PageNews(bool LookAgain, RunProgress? Progress);

/// <summary>Hears the hub for one page and passes it on at most five times a second; what comes last is never lost.</summary>
public sealed class PageSubscription : IDisposable
{
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Lock gate = new();
    private readonly Func<PageNews, Task> tell;
    private readonly TimeProvider time;
    private readonly ITimer timer;
    private readonly IDisposable subscription;
    private DateTimeOffset told;
    private PageNews? waiting;
    private bool gone;

    public PageSubscription(SiteHub hub, SiteId? site, TimeProvider time, Func<PageNews, Task> tell)
    {
        (this.tell, this.time) = (tell, time);
        timer = time.CreateTimer(_ => Tell(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        subscription = hub.Subscribe(site, Hear);
    }

    public void Dispose()
    {
        lock (gate)
            gone = true;
        subscription.Dispose();
        timer.Dispose();
    }

    private void Hear(SiteEvent happened)
    {
        lock (gate)
        {
            if (gone) return;
            var armed = waiting is not null;
            waiting = new(waiting?.LookAgain is true || happened.Progress is null, happened.Progress ?? waiting?.Progress);
            if (armed) return;
            var wait = told + Interval - time.GetUtcNow();
            timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private void Tell()
    {
        PageNews? news;
        lock (gate)
        {
            if (gone || waiting is null) return;
            (news, waiting, told) = (waiting, null, time.GetUtcNow());
        }

        _ = tell(news);
    }
}
