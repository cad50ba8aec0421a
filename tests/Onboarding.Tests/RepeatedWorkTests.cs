using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Onboarding.Runs;
using Onboarding.Sites;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests;

public sealed class RepeatedWorkTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(30);
    private readonly FakeTimeProvider time = new();
    private readonly SiteHub hub = new();

    [Fact]
    public async Task Looks_at_the_start_with_every_tick_and_with_news_of_a_site()
    {
        using var work = new Counted(hub, time);
        await work.StartAsync(Bench.Cancel);
        Assert.Equal(1, await work.NextAsync());

        time.Advance(Tick);
        Assert.Equal(2, await work.NextAsync());

        hub.Publish(new(SiteId.New()));
        Assert.Equal(3, await work.NextAsync());
        await work.StopAsync(Bench.Cancel);
    }

    [Fact]
    public async Task Broken_look_ends_nothing()
    {
        using var work = new Counted(hub, time) { BreaksAt = 1 };
        await work.StartAsync(Bench.Cancel);
        Assert.Equal(1, await work.NextAsync());

        time.Advance(Tick);

        Assert.Equal(2, await work.NextAsync());
        await work.StopAsync(Bench.Cancel);
        Assert.True(work.ExecuteTask!.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Progress_of_a_run_and_news_that_nobody_asked_for_wake_nothing()
    {
        using var deaf = new Counted(null, time);
        using var work = new Counted(hub, time);
        await deaf.StartAsync(Bench.Cancel);
        await work.StartAsync(Bench.Cancel);
        Assert.Equal((1, 1), (await deaf.NextAsync(), await work.NextAsync()));

        hub.Publish(new(SiteId.New(), Guid.CreateVersion7(), new RunProgress { Now = "Signing in", Done = 1, Total = 2 }));
        hub.Publish(new(SiteId.New()));
        Assert.Equal(2, await work.NextAsync());
        time.Advance(Tick);

        Assert.Equal((2, 3), (await deaf.NextAsync(), await work.NextAsync()));
        await deaf.StopAsync(Bench.Cancel);
        await work.StopAsync(Bench.Cancel);
    }

    private sealed class Counted(SiteHub? hub, TimeProvider time) : RepeatedWork(Tick, hub, time, NullLogger.Instance)
    {
        private readonly Channel<int> looks = Channel.CreateUnbounded<int>();
        private int count;

        public int? BreaksAt { get; init; }

        public override Task LookAsync(CancellationToken cancellationToken)
        {
            looks.Writer.TryWrite(++count);
            return count == BreaksAt ? throw new InvalidOperationException("A bug") : Task.CompletedTask;
        }

        public async Task<int> NextAsync() => await looks.Reader.ReadAsync(Bench.Cancel).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Bench.Cancel);
    }
}
