using EhrAdapters.Diagnosis;
using LiveTraffic.Downtime;
using LiveTraffic.Gateway;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace LiveTraffic.Tests.Downtime;

public sealed class QueueLaneTests
{
    private static readonly byte[] Caller = DowntimeQueue.Hash("sk_a");
    private static readonly GatewayAnswer Down = GatewayRefusal.Of(FindingCatalog.Create(FindingCodes.Http503));

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 6, 3, 14, 0, 0, TimeSpan.Zero));
    private readonly List<string> tried = [];
    private readonly QueueLane lane;
    private GatewayAnswer answer = Down;

    public QueueLaneTests() => lane = new(time, most: 5);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_is_tried_after_each_wait_and_then_held()
    {
        Add("a");
        var moments = new List<int>();
        var start = time.GetUtcNow();
        for (var second = 0; second < 900; second++)
        {
            var before = tried.Count;
            await lane.WorkAsync(null, Cancel);
            if (tried.Count > before)
                moments.Add((int)(time.GetUtcNow() - start).TotalSeconds);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([0, 10, 20, 40, 70, 120, 200, 320], moments);
        Assert.True(lane.Figures.Held);
    }

    [Fact]
    public async Task Held_queue_drains_in_order_as_soon_as_the_probe_says_up()
    {
        foreach (var id in new[] { "a", "b", "c" })
            Add(id);
        for (var tick = 0; tick < 40; tick++)
        {
            await lane.WorkAsync(null, Cancel);
            time.Advance(TimeSpan.FromSeconds(10));
        }

        tried.Clear();
        answer = new GatewayAnswer(null, GatewayRefusal.PatientNotFound);
        await lane.WorkAsync(time.GetUtcNow(), Cancel);

        Assert.Equal(["a", "b", "c"], tried);
        Assert.Equal((0, 3, 0), (lane.Figures.Waiting, lane.Figures.Answered, lane.Figures.SetAside));
    }

    [Fact]
    public async Task Probe_from_before_the_last_failure_proves_nothing()
    {
        Add("a");
        await lane.WorkAsync(null, Cancel);
        time.Advance(TimeSpan.FromSeconds(1));

        await lane.WorkAsync(time.GetUtcNow().AddSeconds(-30), Cancel);

        Assert.Single(tried);
    }

    [Fact]
    public async Task Request_that_fails_five_times_at_a_hospital_that_is_up_is_set_aside_and_the_next_goes_on()
    {
        Add("a");
        Add("b");
        await lane.WorkAsync(null, Cancel);
        tried.Clear();
        for (var minute = 0; minute < QueueRules.SetAsideAfter; minute++)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            if (minute == QueueRules.SetAsideAfter - 1)
                Fails("a");
            await lane.WorkAsync(time.GetUtcNow(), Cancel);
        }

        Assert.Equal(["a", "a", "a", "a", "a", "b"], tried);
        var set = lane.Fetch("a", Caller).Answer!.Value.Refusal!;
        Assert.Equal((502, "queued-set-aside"), (set.Status, set.Code));
        Assert.Equal(1, lane.Figures.SetAside);
        Assert.Equal(QueueState.Answered, lane.Fetch("b", Caller).State);

        // Only "a" fails from here on: the hospital answers "b".
        void Fails(string which) => answerOf = id => id == which ? Down : new GatewayAnswer(null, GatewayRefusal.PatientNotFound);
    }

    [Fact]
    public async Task Long_outage_sets_nothing_aside()
    {
        Add("a");
        for (var minute = 0; minute < 300; minute++)
        {
            await lane.WorkAsync(null, Cancel);
            time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal((1, 0), (lane.Figures.Waiting, lane.Figures.SetAside));
    }

    [Fact]
    public async Task Hospital_that_names_a_longer_wait_gets_it()
    {
        answer = new GatewayAnswer(null, Down.Refusal! with { RetryAfter = TimeSpan.FromSeconds(45) });
        Add("a");
        await lane.WorkAsync(null, Cancel);
        time.Advance(TimeSpan.FromSeconds(44));
        await lane.WorkAsync(null, Cancel);
        Assert.Single(tried);

        time.Advance(TimeSpan.FromSeconds(1));
        await lane.WorkAsync(null, Cancel);

        Assert.Equal(2, tried.Count);
    }

    [Fact]
    public async Task Answer_is_given_once_and_only_to_the_key_that_asked()
    {
        answer = new GatewayAnswer(null, GatewayRefusal.PatientNotFound);
        Add("a");
        Assert.Equal(1, lane.Fetch("a", Caller).Place);
        await lane.WorkAsync(null, Cancel);

        Assert.Equal(QueueState.Gone, lane.Fetch("a", DowntimeQueue.Hash("sk_b")).State);
        Assert.Equal(QueueState.Answered, lane.Fetch("a", Caller).State);
        Assert.Equal(QueueState.Gone, lane.Fetch("a", Caller).State);
        Assert.True(lane.IsIdle);
    }

    [Fact]
    public async Task Answer_that_nobody_fetches_is_forgotten()
    {
        answer = new GatewayAnswer(null, GatewayRefusal.PatientNotFound);
        Add("a");
        await lane.WorkAsync(null, Cancel);
        time.Advance(QueueRules.KeepAnswer);

        Assert.Equal(QueueState.Gone, lane.Fetch("a", Caller).State);
    }

    [Fact]
    public void Queue_is_bounded()
    {
        foreach (var id in new[] { "a", "b", "c", "d", "e" })
            Assert.NotNull(lane.Add(id, Caller, _ => Task.FromResult(answer)));

        Assert.Null(lane.Add("f", Caller, _ => Task.FromResult(answer)));
    }

    [Fact]
    public async Task Two_who_let_it_work_try_each_request_once()
    {
        var gate = new TaskCompletionSource<GatewayAnswer>();
        lane.Add("a", Caller, _ =>
        {
            tried.Add("a");
            return gate.Task;
        });
        var first = lane.WorkAsync(null, Cancel);
        await lane.WorkAsync(null, Cancel);
        gate.SetResult(new GatewayAnswer(null, GatewayRefusal.PatientNotFound));
        await first;

        Assert.Single(tried);
    }

    private Func<string, GatewayAnswer>? answerOf;

    private void Add(string id) => lane.Add(id, Caller, _ =>
    {
        tried.Add(id);
        return Task.FromResult(answerOf?.Invoke(id) ?? answer);
    });
}
