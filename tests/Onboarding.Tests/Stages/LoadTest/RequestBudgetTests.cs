using Microsoft.Extensions.Time.Testing;
using Onboarding.Stages.LoadTest;
using Xunit;

namespace Onboarding.Tests.Stages.LoadTest;

public sealed class RequestBudgetTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task Minute_never_sees_more_than_the_cap()
    {
        var budget = new RequestBudget(10, time);
        for (var i = 0; i < 10; i++)
        {
            await budget.TakeAsync(TestContext.Current.CancellationToken);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        var eleventh = budget.TakeAsync(TestContext.Current.CancellationToken).AsTask();
        time.Advance(TimeSpan.FromSeconds(49.9));
        Assert.False(eleventh.IsCompleted);

        time.Advance(TimeSpan.FromSeconds(0.2));
        await eleventh;
    }

    [Fact]
    public async Task Second_sees_its_share_and_one()
    {
        var budget = new RequestBudget(120, time);
        var taken = Enumerable.Range(0, 4).Select(_ => budget.TakeAsync(TestContext.Current.CancellationToken).AsTask()).ToList();

        Assert.Equal(3, taken.Count(turn => turn.IsCompleted));

        time.Advance(TimeSpan.FromSeconds(1.1));
        await taken[3];
    }

    [Fact]
    public async Task Who_waits_is_told_how_long()
    {
        var budget = new RequestBudget(1, time);
        Assert.Equal(TimeSpan.Zero, budget.Wait);

        await budget.TakeAsync(TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(TimeSpan.FromSeconds(40), budget.Wait);
        Assert.Equal(TimeSpan.FromSeconds(40), budget.WaitFor(inSecond: 1, inMinute: 1));
    }
}
