using EhrAdapters.Diagnosis;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest;
using Xunit;

namespace Onboarding.Tests.Stages.LoadTest;

public sealed class AbortRulesTests
{
    private readonly AbortRules rules = new(new Thresholds());

    [Fact]
    public void Errors_above_five_percent_stop_after_sixty_requests()
    {
        Answer(56, from: 0);
        Answer(3, from: 10, fault: Fault(FindingCodes.Http500));
        Assert.Null(rules.Check(TimeSpan.FromSeconds(20)));

        Answer(1, from: 20, fault: Fault(FindingCodes.Http500));

        Assert.Contains("4 of the last 60", rules.Check(TimeSpan.FromSeconds(20)), StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_of_more_than_half_a_minute_ago_are_forgotten()
    {
        Answer(10, from: 0, fault: Fault(FindingCodes.Http500));
        Answer(100, from: 35);

        Assert.Null(rules.Check(TimeSpan.FromSeconds(40)));
    }

    [Fact]
    public void Third_refusal_as_too_many_stops()
    {
        Answer(2, from: 0, fault: Fault(FindingCodes.Http429));
        Assert.Null(rules.Check(TimeSpan.FromSeconds(1)));

        Answer(1, from: 1, fault: Fault(FindingCodes.Http429));

        Assert.Contains("429", rules.Check(TimeSpan.FromSeconds(2)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60, false)]
    [InlineData(61, true)]
    public void Retry_after_above_a_minute_stops(int seconds, bool stops)
    {
        Answer(1, from: 0, fault: Fault(FindingCodes.Http503) with
        {
            Retry = new(true, TimeSpan.FromSeconds(seconds), "The server says so."), Evidence = [new("Retry-After", $"{seconds} s")],
        });

        Assert.Equal(stops, rules.Check(TimeSpan.FromSeconds(1)) is not null);
    }

    [Fact]
    public void Our_own_advice_to_wait_stops_nothing()
    {
        Answer(1, from: 0, fault: Fault(FindingCodes.Http503) with { Retry = new(true, TimeSpan.FromMinutes(15), "Wait a while.") });

        Assert.Null(rules.Check(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Answers_twice_as_slow_as_the_limit_stop_after_a_whole_minute()
    {
        string? reason = null;
        for (var second = 0; second <= 59; second++)
        {
            Answer(1, from: second, latency: 2_100);
            reason = rules.Check(TimeSpan.FromSeconds(second));
        }

        Assert.Null(reason);
        Answer(1, from: 60, latency: 2_100);
        Assert.NotNull(rules.Check(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public void One_slow_spell_is_forgiven()
    {
        for (var second = 0; second <= 120; second++)
        {
            Answer(1, from: second, latency: second is > 30 and < 60 ? 2_100 : 200);
            Assert.Null(rules.Check(TimeSpan.FromSeconds(second)));
        }
    }

    private static Finding Fault(string code) => FindingCatalog.Create(code);

    private void Answer(int count, double from, Finding? fault = null, int latency = 200)
    {
        for (var i = 0; i < count; i++)
            rules.Record(new(LoadKind.Read, TimeSpan.FromSeconds(from), TimeSpan.FromMilliseconds(latency), fault));
    }
}
