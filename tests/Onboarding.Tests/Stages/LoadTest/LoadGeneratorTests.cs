using EhrAdapters.Diagnosis;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest;
using Xunit;

namespace Onboarding.Tests.Stages.LoadTest;

public sealed class LoadGeneratorTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);
    private static readonly LoadSettings Load = new() { PeakRequestsPerMinute = 200, CapRequestsPerMinute = 600, HoldSeconds = 20 };

    private readonly SteppingTime time = new();
    private readonly List<LoadReport> reports = [];

    [Fact]
    public async Task Every_request_that_is_due_is_sent()
    {
        var figures = await RunAsync((_, _) => Task.FromResult(new LoadAnswer(LoadKind.Read, null)));

        Assert.Equal(110, figures.Report.Sent);
        Assert.Equal(110, figures.Report.Completed);
        Assert.Equal(0, figures.Report.Dropped);
        Assert.Null(figures.Report.StoppedBecause);
        Assert.Equal(24, figures.Report.Points.Count);
    }

    [Fact]
    public async Task Slow_answers_do_not_slow_the_arrivals()
    {
        var waiting = new List<TaskCompletionSource<LoadAnswer>>();
        var most = 0;

        var figures = await RunAsync(
            (_, cancelled) => Pending(waiting, cancelled),
            now =>
            {
                most = Math.Max(most, waiting.Count);
                // Everything is answered two seconds late, in one go.
                if (now.Milliseconds == 0 && now.Seconds % 2 == 0)
                    Release(waiting);
            });

        Assert.Equal(110, figures.Report.Sent);
        Assert.True(most >= 9, $"at most {most} were in flight");
        // Counted from when each was due: half of them waited a second and more.
        Assert.InRange(figures.Reads.P95, 1_700, 2_400);
    }

    [Fact]
    public async Task Silent_hospital_does_not_pile_requests_up()
    {
        var waiting = new List<TaskCompletionSource<LoadAnswer>>();

        var figures = await RunAsync((_, cancelled) => Pending(waiting, cancelled));

        Assert.Equal(50, waiting.Count);
        Assert.Equal(60, figures.Shortfall.Full);
        Assert.Equal(0, figures.Shortfall.Late);
    }

    [Fact]
    public async Task Late_generator_is_not_blamed_on_the_hospital()
    {
        var stalled = false;

        var figures = await RunAsync((_, _) => Task.FromResult(new LoadAnswer(LoadKind.Read, null)), now =>
        {
            if (now < TimeSpan.FromSeconds(10) || stalled)
                return;
            stalled = true;
            time.Advance(TimeSpan.FromSeconds(5));
        });

        Assert.InRange(figures.Shortfall.Late, 15, 25);
        // Those of the last second before it woke up were still sent, and count against us as well.
        Assert.InRange(figures.Shortfall.SentLate, 3, 6);
        Assert.Equal(0, figures.Shortfall.Full);
    }

    [Fact]
    public async Task Abort_rule_ends_the_test_early_and_gives_up_what_is_in_flight()
    {
        var refused = FindingCatalog.Create(FindingCodes.Http429);
        var given = new List<CancellationToken>();

        var figures = await RunAsync(async (turn, cancelled) =>
        {
            given.Add(cancelled);
            if (turn.Number < 3)
                return new(LoadKind.Read, refused);
            await Task.Delay(Timeout.InfiniteTimeSpan, cancelled);
            return default;
        });

        Assert.Contains("429", figures.Report.StoppedBecause, StringComparison.Ordinal);
        Assert.True(figures.Report.ElapsedSeconds < 4);
        Assert.All(given, token => Assert.True(token.IsCancellationRequested));
    }

    [Fact]
    public async Task Stop_ends_it_within_a_second_even_when_a_request_does_not_listen()
    {
        using var stop = new CancellationTokenSource();
        var deaf = new TaskCompletionSource<LoadAnswer>();
        TimeSpan? pressed = null;
        var ended = TimeSpan.Zero;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync((_, _) => deaf.Task, now =>
        {
            ended = now;
            if (now < TimeSpan.FromSeconds(5) || pressed is not null)
                return;
            pressed = now;
            stop.Cancel();
        }, stop.Token));

        Assert.True(ended - pressed <= TimeSpan.FromSeconds(1), $"it took {ended - pressed}");
    }

    [Fact]
    public async Task Progress_is_told_about_four_times_a_second()
    {
        await RunAsync((_, _) => Task.FromResult(new LoadAnswer(LoadKind.Read, null)));

        Assert.InRange(reports.Count, 72, 100);
    }

    [Fact]
    public async Task Bug_in_a_request_is_not_swallowed() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync((_, _) => throw new InvalidOperationException("a bug")));

    private Task<LoadFigures> RunAsync(Func<LoadTurn, CancellationToken, Task<LoadAnswer>> send, Action<TimeSpan>? each = null, CancellationToken? stop = null, Func<CancellationToken, string?>? guard = null)
    {
        var schedule = LoadSchedule.Of(Load, Load.CapRequestsPerMinute);
        var generator = new LoadGenerator(schedule, new LoadMeter(Load, new(), schedule), time) { Guard = guard };
        return time.RunAsync(generator.RunAsync(send, reports.Add, stop ?? TestContext.Current.CancellationToken), Step, each, TestContext.Current.CancellationToken);
    }

    private static Task<LoadAnswer> Pending(List<TaskCompletionSource<LoadAnswer>> waiting, CancellationToken cancelled)
    {
        var answer = new TaskCompletionSource<LoadAnswer>();
        cancelled.Register(() => answer.TrySetCanceled(cancelled));
        waiting.Add(answer);
        return answer.Task;
    }

    private static void Release(List<TaskCompletionSource<LoadAnswer>> waiting)
    {
        foreach (var answer in waiting)
            answer.TrySetResult(new(LoadKind.Read, null));
        waiting.Clear();
    }
}
