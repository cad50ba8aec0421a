namespace Portal.E2E.Hosting;

/// <summary>The clock that journeys move: what hangs on it follows, what measures a request does not.</summary>
public sealed class MovableTimeTests
{
    [Fact]
    public async Task Timer_that_is_due_because_of_the_move_fires()
    {
        var time = new MovableTime();
        var wait = Task.Delay(TimeSpan.FromDays(3), time, TestContext.Current.CancellationToken);
        time.Ahead = TimeSpan.FromDays(2);
        Assert.False(wait.IsCompleted);
        time.Ahead = TimeSpan.FromDays(3) + TimeSpan.FromMinutes(1);
        await wait.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Repeated_timer_goes_on_after_the_move()
    {
        var time = new MovableTime();
        using var ticks = new SemaphoreSlim(0);
        await using var timer = time.CreateTimer(_ => ticks.Release(), null, TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        foreach (var hours in (int[])[2, 4])
        {
            time.Ahead = TimeSpan.FromHours(hours);
            Assert.True(await ticks.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Time_out_of_a_request_under_way_is_not_moved()
    {
        var time = new MovableTime();
        using var limit = new CancellationTokenSource(TimeSpan.FromHours(1), time);
        await using var marker = time.CreateTimer(_ => { }, null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);
        time.Ahead = TimeSpan.FromHours(2);
        Assert.False(limit.IsCancellationRequested);
    }
}
