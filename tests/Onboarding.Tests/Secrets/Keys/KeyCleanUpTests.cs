using Microsoft.Extensions.Logging.Abstractions;
using Onboarding.Secrets.Keys;
using Onboarding.Tests.Support;
using Xunit;

namespace Onboarding.Tests.Secrets.Keys;

public sealed class KeyCleanUpTests
{
    [Fact]
    public async Task Overlap_that_ended_while_the_portal_was_down_is_made_up_for_at_its_start()
    {
        await using var bench = await KeyBench.OpenAsync();
        await bench.AddAsync();
        await bench.UseNextAsync(atOnce: true);
        bench.Bench.Time.Advance(TimeSpan.FromDays(2));

        await ListenAsync(bench, cleanUp => cleanUp.StartAsync(Bench.Cancel));

        Assert.Single((await bench.RingAsync()).Retired);
    }

    [Fact]
    public async Task Overlap_that_ends_while_the_portal_runs_is_seen_at_the_next_look()
    {
        await using var bench = await KeyBench.OpenAsync();
        await bench.AddAsync();
        await bench.UseNextAsync(atOnce: true);
        bench.Bench.Time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(1));

        await ListenAsync(bench, async cleanUp =>
        {
            await cleanUp.StartAsync(Bench.Cancel);
            bench.Bench.Time.Advance(KeyCleanUp.Interval);
        });

        Assert.Single((await bench.RingAsync()).Retired);
    }

    // The hub tells when a key was retired, so nobody has to wait by the clock.
    private static async Task ListenAsync(KeyBench bench, Func<KeyCleanUp, Task> act)
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = bench.Bench.Get<SiteHub>().Subscribe(bench.Site.Id, _ => told.TrySetResult());
        using var cleanUp = new KeyCleanUp(bench.Rings, bench.Bench.Time, NullLogger<KeyCleanUp>.Instance);
        await act(cleanUp);
        await told.Task.WaitAsync(TimeSpan.FromSeconds(20), Bench.Cancel);
        await cleanUp.StopAsync(Bench.Cancel);
    }
}
