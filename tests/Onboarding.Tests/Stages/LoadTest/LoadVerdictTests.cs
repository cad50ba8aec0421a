using EhrAdapters;
using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest;
using Xunit;

namespace Onboarding.Tests.Stages.LoadTest;

public sealed class LoadVerdictTests
{
    private static readonly LoadSettings Load = new() { PeakRequestsPerMinute = 600, CapRequestsPerMinute = 1_200, HoldSeconds = 20 };
    private static readonly LoadSchedule Schedule = LoadSchedule.Of(Load, 1_200);
    private static readonly TokenFigures QuickToken = new([TimeSpan.FromMilliseconds(80), TimeSpan.FromMilliseconds(120)]);

    [Fact]
    public void Quick_and_clean_answers_pass()
    {
        var rows = Rows(Measure(answers: 1_500, latency: 150));

        Assert.Equal(CheckState.Passed, Verdict.Of(rows));
        Assert.Equal(CheckState.Passed, Row(rows, "LOAD-P99").State);
        Assert.Equal(1_500, Row(rows, "LOAD-P95").Sample);
    }

    [Theory]
    [InlineData(4, CheckState.Passed)]
    [InlineData(5, CheckState.Warning)]
    [InlineData(10, CheckState.Failed)]
    public void Error_rate_is_judged_by_its_two_limits(int errorsOfAThousand, CheckState expected)
    {
        var row = Row(Rows(Measure(1_000 - errorsOfAThousand, errors: errorsOfAThousand)), "LOAD-ERRORS");

        Assert.Equal(expected, row.State);
    }

    [Fact]
    public void Errors_name_the_most_frequent_cause_and_its_owner()
    {
        var row = Row(Rows(Measure(900, errors: 100)), "LOAD-ERRORS");

        Assert.Equal(FindingCatalog.Create(FindingCodes.Http500).Owner, row.Owner);
        Assert.Contains("100 of 1000", row.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Slow_reads_fail()
    {
        var row = Row(Rows(Measure(answers: 300, latency: 1_400)), "LOAD-P95");

        Assert.Equal((CheckState.Failed, FaultOwner.Hospital), (row.State, row.Owner!.Value));
    }

    [Theory]
    [InlineData(EhrEnvironment.Simulator, CheckState.Passed)]
    [InlineData(EhrEnvironment.Sandbox, CheckState.Passed)]
    [InlineData(EhrEnvironment.NonProduction, CheckState.CouldNotAssess)]
    [InlineData(EhrEnvironment.Production, CheckState.CouldNotAssess)]
    public void Short_rehearsal_passes_only_where_it_does_not_count(EhrEnvironment environment, CheckState expected)
    {
        var rows = Rows(Measure(answers: 40), environment);

        Assert.Equal(expected, Verdict.Of(rows));
        Assert.Equal(CheckState.CouldNotAssess, Row(rows, "LOAD-P95").State);
        Assert.Contains("Hold the load", Row(rows, "LOAD-P95").NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public void Short_rehearsal_that_is_plainly_too_slow_fails()
    {
        var row = Row(Rows(Measure(answers: 40, latency: 3_000)), "LOAD-P95");

        Assert.Equal(CheckState.Failed, row.State);
    }

    [Fact]
    public void One_refusal_as_too_many_fails()
    {
        var meter = Meter();
        Answer(meter, 999);
        Answer(meter, 1, FindingCatalog.Create(FindingCodes.Http429));

        Assert.Equal(CheckState.Failed, Row(Rows(meter.Figures(TimeSpan.FromSeconds(24), null)), "LOAD-THROTTLED").State);
    }

    [Theory]
    [InlineData(20, 0, CheckState.CouldNotAssess, FaultOwner.OurService)]
    [InlineData(0, 20, CheckState.Failed, FaultOwner.Hospital)]
    public void Missing_rate_tells_our_generator_from_a_slow_hospital(int late, int full, CheckState expected, FaultOwner owner)
    {
        var meter = Meter();
        Answer(meter, 980);
        for (var i = 0; i < late; i++)
            meter.DroppedLate();
        for (var i = 0; i < full; i++)
            meter.DroppedFull();

        var row = Row(Rows(meter.Figures(TimeSpan.FromSeconds(24), null)), "LOAD-RATE");

        Assert.Equal((expected, owner), (row.State, row.Owner!.Value));
    }

    [Fact]
    public void Stopped_test_fails_and_says_why()
    {
        var meter = Meter();
        Answer(meter, 100);

        var row = Row(Rows(meter.Figures(TimeSpan.FromSeconds(9), "The hospital refused.")), "LOAD-ABORTED");

        Assert.Equal(CheckState.Failed, row.State);
        Assert.Contains("The hospital refused.", row.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Server_without_sign_in_needs_no_token()
    {
        var rows = LoadVerdict.Rows(Case(Measure(300), EhrEnvironment.Simulator, token: null));

        Assert.Equal(CheckState.NotApplicable, Row(rows, "LOAD-TOKEN").State);
    }

    [Theory]
    [InlineData(1_600, 100, 100, CheckState.Warning)]
    [InlineData(1_600, 1_600, 100, CheckState.Failed)]
    public void Slow_sign_in_is_judged_by_most_of_them(int first, int second, int third, CheckState expected)
    {
        var token = new TokenFigures([.. new[] { first, second, third }.Select(time => TimeSpan.FromMilliseconds(time))]);

        Assert.Equal(expected, Row(Rows(Measure(300), token: token), "LOAD-TOKEN").State);
    }

    private static IReadOnlyList<ResultRow> Rows(LoadFigures figures, EhrEnvironment environment = EhrEnvironment.Simulator, TokenFigures? token = null) =>
        LoadVerdict.Rows(Case(figures, environment, token ?? QuickToken));

    private static LoadCase Case(LoadFigures figures, EhrEnvironment environment, TokenFigures? token) => new()
    {
        Load = Load, Thresholds = new(), Environment = environment, Cap = new(1_200, "this site's settings"), Schedule = Schedule, Figures = figures, Token = token,
    };

    private static ResultRow Row(IReadOnlyList<ResultRow> rows, string code) => Assert.Single(rows, row => row.Code == code);

    private static LoadFigures Measure(int answers, int latency = 150, int errors = 0)
    {
        var meter = Meter();
        Answer(meter, answers, latency: latency);
        Answer(meter, errors, FindingCatalog.Create(FindingCodes.Http500));
        return meter.Figures(TimeSpan.FromSeconds(24), null);
    }

    private static LoadMeter Meter() => new(Load, new(), Schedule);

    private static void Answer(LoadMeter meter, int count, Finding? fault = null, int latency = 150)
    {
        for (var i = 0; i < count; i++)
        {
            meter.Sent();
            meter.Answered(new(LoadKind.Read, TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(latency), fault));
        }
    }
}
