using Microsoft.Extensions.Time.Testing;
using Onboarding;
using Onboarding.Runs;
using Onboarding.Sites;
using Portal.Glue;
using Xunit;

namespace Portal.Tests.Glue;

public sealed class PageSubscriptionTests
{
    private readonly SiteHub _hub = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly List<PageNews> _heard = [];
    private readonly SiteId _site = SiteId.New();

    private PageSubscription Follow() => new(_hub, _site, _clock, news =>
    {
        _heard.Add(news);
        return Task.CompletedTask;
    });

    [Fact]
    public void Storm_of_progress_renders_five_times_a_second_and_ends_on_the_last()
    {
        using var page = Follow();
        for (var done = 1; done <= 100; done++)
        {
            _hub.Publish(new(_site, Guid.CreateVersion7(), new RunProgress { Now = "Reading", Done = done, Total = 100 }));
            _clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        _clock.Advance(PageSubscription.Interval);

        Assert.InRange(_heard.Count, 4, 7);
        Assert.Equal(100, _heard[^1].Progress!.Done);
    }

    [Fact]
    public void Change_between_two_progress_events_is_not_lost()
    {
        using var page = Follow();
        _hub.Publish(new(_site, Guid.CreateVersion7(), new RunProgress { Now = "Signing in" }));
        _hub.Publish(new(_site));
        _hub.Publish(new(_site, Guid.CreateVersion7(), new RunProgress { Now = "Reading" }));
        _clock.Advance(PageSubscription.Interval);

        Assert.Equal([false, true], _heard.Select(news => news.LookAgain));
        Assert.Equal("Reading", _heard[^1].Progress!.Now);
    }

    [Fact]
    public void Page_that_was_left_hears_nothing()
    {
        Follow().Dispose();
        _hub.Publish(new(_site));
        _clock.Advance(PageSubscription.Interval);

        Assert.Empty(_heard);
    }
}
