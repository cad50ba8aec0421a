using EhrAdapters;
using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest;
using Xunit;

namespace Onboarding.Tests.Stages.LoadTest;

/// <summary>Who was slow, what the hospital bears, and whether it came back.</summary>
public sealed class LoadBlameTests
{
    private static readonly LoadSettings Load = new() { PeakRequestsPerMinute = 480, CapRequestsPerMinute = 1_200, HoldSeconds = 80, Shape = LoadShape.Ramp };

    private readonly LoadSchedule schedule = LoadSchedule.Of(Load, 1_200);
    private readonly LoadMeter meter;

    public LoadBlameTests() => meter = new(Load, new(), schedule);

    [Fact]
    public void Nobody_where_all_was_answered_in_time()
    {
        AnswerAll();

        Assert.Equal(LoadBlame.Nobody, Blame());
    }

    [Fact]
    public void Ours_where_the_generator_was_late_however_slow_the_answers_look()
    {
        AnswerAll(latency: _ => 4_000, late: number => number % 20 == 0);

        Assert.Equal(LoadBlame.Generator, Blame());
        Assert.Equal((CheckState.CouldNotAssess, FaultOwner.OurService), Judgement("LOAD-P95"));
        Assert.DoesNotContain(Rows(), row => row is { State: CheckState.Failed, Owner: FaultOwner.Hospital });
    }

    // The delay stands in the latencies, so it can only have made them worse.
    [Fact]
    public void Nobody_where_the_generator_was_late_and_all_was_in_the_limits_all_the_same()
    {
        AnswerAll(late: number => number % 20 == 0);

        Assert.Equal(LoadBlame.Nobody, Blame());
        Assert.Equal((CheckState.Passed, null), Judgement("LOAD-RATE"));
        Assert.Contains("late by our own generator, which the latencies include", Row("LOAD-RATE").Message, StringComparison.Ordinal);
        Assert.Equal((CheckState.Passed, null), Judgement("LOAD-CAPACITY"));
    }

    [Fact]
    public void Ours_where_requests_were_left_out_because_we_were_too_late()
    {
        AnswerAll();
        for (var i = 0; i < 50; i++)
            meter.DroppedLate(TimeSpan.FromSeconds(80));

        Assert.Equal(LoadBlame.Generator, Blame());
        Assert.Equal((CheckState.CouldNotAssess, FaultOwner.OurService), Judgement("LOAD-RATE"));
    }

    [Fact]
    public void Throttled_where_the_hospital_refused_or_asked_us_to_wait()
    {
        AnswerAll();
        Answer(TimeSpan.FromSeconds(85), 100, FindingCatalog.Create(FindingCodes.Http429));
        for (var i = 0; i < 50; i++)
            meter.DroppedPaused(TimeSpan.FromSeconds(86));

        Assert.Equal(LoadBlame.Throttled, Blame());
        Assert.Contains("throttled us", Row("LOAD-THROTTLED").Message, StringComparison.Ordinal);
        Assert.Contains("throttled us", Row("LOAD-RATE").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Slowed_down_where_answers_came_too_late()
    {
        AnswerAll(latency: _ => 1_400);

        Assert.Equal(LoadBlame.SlowedDown, Blame());
        Assert.Contains("The hospital slowed down", Row("LOAD-P95").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Slowed_down_where_requests_piled_up()
    {
        AnswerAll();
        for (var i = 0; i < 50; i++)
            meter.DroppedFull(TimeSpan.FromSeconds(86));

        Assert.Equal(LoadBlame.SlowedDown, Blame());
    }

    [Fact]
    public void Errors_where_the_hospital_answered_with_errors()
    {
        AnswerAll(fault: number => number % 25 == 0 ? FindingCatalog.Create(FindingCodes.Http500) : null);

        Assert.Equal(LoadBlame.Errors, Blame());
    }

    [Fact]
    public void Capacity_is_the_highest_step_that_was_held()
    {
        // Steps of 2.5 a second; from the sixth on, 15 a second, the hospital is too slow.
        AnswerAll(latency: number => schedule.DueAt(number) < TimeSpan.FromSeconds(60) ? 800 : 1_500);

        var row = Row("LOAD-CAPACITY");
        Assert.Equal("Holds 12.5 requests a second at p95 0.8 s; this site needs 12.", row.Message);
        Assert.Equal(CheckState.Passed, row.State);
        Assert.False(Figures().Report.Capacity!.AtLeast);
    }

    [Fact]
    public void Capacity_below_the_need_fails()
    {
        AnswerAll(latency: number => schedule.DueAt(number) < TimeSpan.FromSeconds(36) ? 800 : 1_500);

        Assert.Equal((CheckState.Failed, FaultOwner.Hospital), Judgement("LOAD-CAPACITY"));
    }

    [Fact]
    public void Capacity_is_at_least_what_was_asked_where_the_limit_was_never_met()
    {
        AnswerAll();

        Assert.StartsWith("Holds at least 20 requests a second", Row("LOAD-CAPACITY").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Step_with_a_refusal_was_not_held()
    {
        AnswerAll(fault: number => schedule.DueAt(number) > TimeSpan.FromSeconds(80) ? FindingCatalog.Create(FindingCodes.Http429) : null);

        Assert.Equal((15, false), (Figures().Report.Capacity!.HeldPerSecond, Figures().Report.Capacity!.AtLeast));
    }

    [Theory]
    [InlineData(40.0, CheckState.Passed)]
    [InlineData(null, CheckState.Failed)]
    public void Recovery_is_judged_by_five_minutes(double? seconds, CheckState expected)
    {
        AnswerAll();

        Assert.Equal(expected, Rows(new LoadRecovery(200, seconds is null ? 900 : 210, seconds)).Single(row => row.Code == "LOAD-RECOVERY").State);
    }

    [Fact]
    public void Kinds_with_too_few_answers_are_not_judged()
    {
        for (var i = 0; i < 199; i++)
            Answer(TimeSpan.FromSeconds(1), 100, null, LoadKind.Records);

        Assert.Equal(CheckState.CouldNotAssess, Row("LOAD-P95-RECORDS").State);

        Answer(TimeSpan.FromSeconds(1), 100, null, LoadKind.Records);

        Assert.Equal(CheckState.Passed, Row("LOAD-P95-RECORDS").State);
        Assert.Equal(CheckState.CouldNotAssess, Row("LOAD-P99-RECORDS").State);
    }

    private void AnswerAll(Func<long, int>? latency = null, Func<long, Finding?>? fault = null, Func<long, bool>? late = null)
    {
        for (long number = 0; number < schedule.Total; number++)
        {
            meter.Sent(schedule.DueAt(number), late?.Invoke(number) ?? false);
            meter.Answered(Sample(schedule.DueAt(number), latency?.Invoke(number) ?? 100, fault?.Invoke(number), LoadKind.Read));
        }
    }

    private void Answer(TimeSpan due, int latency, Finding? fault, LoadKind kind = LoadKind.Read)
    {
        meter.Sent(due);
        meter.Answered(Sample(due, latency, fault, kind));
    }

    private static LoadSample Sample(TimeSpan due, int latency, Finding? fault, LoadKind kind) =>
        new(kind, due + TimeSpan.FromMilliseconds(latency), TimeSpan.FromMilliseconds(latency), fault);

    private LoadFigures Figures() => meter.Figures(schedule.End, null);

    private LoadCase Case(LoadRecovery? recovery = null) => new()
    {
        Load = Load, Thresholds = new(), Environment = EhrEnvironment.Simulator, Cap = new(1_200, "the hospital's consent"), Schedule = schedule, Figures = Figures(), Recovery = recovery,
    };

    private LoadBlame Blame() => LoadVerdict.Blame(Case());

    private IReadOnlyList<ResultRow> Rows(LoadRecovery? recovery = null) => LoadVerdict.Rows(Case(recovery));

    private ResultRow Row(string code) => Assert.Single(Rows(), row => row.Code == code);

    private (CheckState, FaultOwner?) Judgement(string code) => (Row(code).State, Row(code).Owner);
}
