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

    [Theory]
    [InlineData(FindingCodes.Http429)]
    [InlineData(FindingCodes.Http503)]
    public async Task Shorter_retry_after_is_obeyed_and_what_was_due_meanwhile_is_not_sent(string code)
    {
        var sentAt = new List<TimeSpan>();
        var start = time.GetUtcNow();
        var asked = Finding(code) with { Retry = new(true, TimeSpan.FromSeconds(5), "The server says so."), Evidence = [new("Retry-After", "5 s")] };

        var figures = await RunAsync((turn, _) =>
        {
            sentAt.Add(time.GetUtcNow() - start);
            return Task.FromResult(new LoadAnswer(LoadKind.Read, turn.Number == 49 ? asked : null));
        });

        var quiet = sentAt[50] - sentAt[49];
        Assert.InRange(quiet, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5.3));
        Assert.InRange(figures.Shortfall.Paused, 24, 26);
        Assert.Equal((0, 0), (figures.Shortfall.Ours, figures.Shortfall.Full));
        Assert.Null(figures.Report.StoppedBecause);
        Assert.Contains(figures.Report.Marks, mark => mark.Text.Contains("as the hospital asked", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Longer_retry_after_stops_at_once()
    {
        var asked = Finding(FindingCodes.Http503) with { Retry = new(true, TimeSpan.FromSeconds(61), "The server says so."), Evidence = [new("Retry-After", "61 s")] };

        var figures = await RunAsync((turn, _) => Task.FromResult(new LoadAnswer(LoadKind.Read, turn.Number == 49 ? asked : null)));

        Assert.InRange(figures.Report.Sent, 50, 51);
        Assert.Contains("61 s", figures.Report.StoppedBecause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sustained_errors_stop_it()
    {
        var figures = await RunAsync((turn, _) => Task.FromResult(new LoadAnswer(LoadKind.Read, turn.Number % 10 == 9 ? Finding(FindingCodes.Http500) : null)));

        Assert.InRange(figures.Report.Sent, 60, 62);
        Assert.Contains("failed", figures.Report.StoppedBecause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reason_of_whoever_watches_stops_it_with_what_it_measured()
    {
        string? reason = null;

        var figures = await RunAsync((_, _) => Task.FromResult(new LoadAnswer(LoadKind.Read, null)), now => reason = now > TimeSpan.FromSeconds(10) ? "The hospital took its word back." : null, guard: _ => reason);

        Assert.Equal("The hospital took its word back.", figures.Report.StoppedBecause);
        Assert.InRange(figures.Report.ElapsedSeconds, 10, 10.3);
        Assert.InRange(figures.Report.Sent, 35, 45);
    }

    [Fact]
    public async Task Requests_that_are_never_answered_are_errors()
    {
        var never = new TaskCompletionSource<LoadAnswer>();

        var figures = await RunAsync((turn, _) => turn.Number == 109 ? never.Task : Task.FromResult(new LoadAnswer(LoadKind.Read, null)));

        Assert.Equal((110, 1), (figures.Report.Completed, figures.Report.Errors));
        Assert.Equal(FindingCodes.HttpTimeout, Assert.Single(figures.Faults).Finding.Code);
    }

    [Fact]
    public async Task Corrected_figures_show_what_uncorrected_ones_hide()
    {
        var stalled = false;

        var figures = await RunAsync((_, _) => Task.FromResult(new LoadAnswer(LoadKind.Read, null)), now =>
        {
            if (now < TimeSpan.FromSeconds(10) || stalled)
                return;
            stalled = true;
            time.Advance(TimeSpan.FromSeconds(0.9));
        });

        var kind = Assert.Single(figures.Report.Kinds);
        Assert.InRange(kind.FromDue.Max, 600, 1_000);
        Assert.True(kind.FromSent.Max < 1);
    }

    [Fact]
    public async Task What_catches_up_after_a_delay_of_ours_waits_for_room_below_the_cap_and_is_not_left_out()
    {
        var stalled = false;
        using var budget = new RequestBudget(300, time);

        var figures = await RunAsync(
            async (_, cancelled) =>
            {
                await budget.TakeAsync(cancelled);
                return new(LoadKind.Read, null);
            },
            now =>
            {
                if (now < TimeSpan.FromSeconds(10) || stalled)
                    return;
                stalled = true;
                time.Advance(TimeSpan.FromSeconds(0.9));
            },
            budget: budget);

        Assert.Equal((110, 0), (figures.Report.Sent, figures.Shortfall.NotSent));
        Assert.InRange(figures.Shortfall.SentLate, 3, 30);
    }

    [Fact]
    public async Task Report_tells_what_was_asked_and_each_kind_second_by_second()
    {
        var figures = await RunAsync((turn, _) => Task.FromResult(new LoadAnswer(turn.Number % 2 == 0 ? LoadKind.Read : LoadKind.Records, null)));

        Assert.Equal(5, figures.Report.Points[^1].Asked, 0.01);
        Assert.Equal(110, figures.Report.Points.Sum(point => point.Asked), 0.1);
        Assert.Equal([LoadKind.Read, LoadKind.Records], figures.Report.Points[^1].Kinds.Keys.Order());
        Assert.Equal(110, figures.Report.Histogram.Sum(bucket => bucket.Count));
        Assert.Contains(figures.Report.Marks, mark => mark.Text == "5 a second from here on");
        var read = Json.Read<LoadReport>(Json.Write(figures.Report));
        Assert.Equal(Json.Write(figures.Report), Json.Write(read));
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

    private Task<LoadFigures> RunAsync(Func<LoadTurn, CancellationToken, Task<LoadAnswer>> send, Action<TimeSpan>? each = null, CancellationToken? stop = null, Func<CancellationToken, string?>? guard = null, RequestBudget? budget = null)
    {
        var schedule = LoadSchedule.Of(Load, Load.CapRequestsPerMinute);
        var generator = new LoadGenerator(schedule, new LoadMeter(Load, new(), schedule), time) { Guard = guard, Budget = budget };
        return time.RunAsync(generator.RunAsync(send, reports.Add, stop ?? TestContext.Current.CancellationToken), Step, each, TestContext.Current.CancellationToken);
    }

    private static Finding Finding(string code) => FindingCatalog.Create(code);

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
