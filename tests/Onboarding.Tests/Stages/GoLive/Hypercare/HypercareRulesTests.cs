using Onboarding.Stages.GoLive.Hypercare;
using Onboarding.Stages.GoLive.Ramp;
using Xunit;

namespace Onboarding.Tests.Stages.GoLive.Hypercare;

public sealed class HypercareRulesTests
{
    private static readonly HypercareLimits Limits = HypercareLimits.Of(new());
    private static readonly TrafficFigures AtGoLive = Figures(1_000, 1_000, 1_000, 400);

    [Fact]
    public void Limits_are_one_notch_tighter()
    {
        Assert.Equal((0.995, 1_500), (Math.Round(Limits.SuccessShare, 6), Limits.P99Milliseconds));
        Assert.Equal(HypercareLimits.NormalProbesBeforeAlert - 1, HypercareLimits.ProbesBeforeAlert);
    }

    [Fact]
    public void Day_without_traffic_says_nothing() =>
        Assert.Equal(DayState.NoTraffic, HypercareRules.Judge(Figures(0, 0, 0, 0), AtGoLive, 0, Limits).State);

    [Fact]
    public void Day_within_the_limits_is_clean_and_nothing_is_worse()
    {
        var verdict = HypercareRules.Judge(Figures(500, 500, 500, 420), AtGoLive, 0, Limits);

        Assert.Equal(DayState.Clean, verdict.State);
        Assert.Empty(verdict.Worse);
    }

    [Fact]
    public void Slower_than_at_go_live_is_told_although_the_day_is_clean()
    {
        var verdict = HypercareRules.Judge(Figures(500, 500, 500, 900), AtGoLive, 0, Limits);

        Assert.Equal(DayState.Clean, verdict.State);
        Assert.Equal("p95 900 ms, at go-live 400 ms", Assert.Single(verdict.Worse));
    }

    [Theory]
    [InlineData(1_000, 994, 994, 0, 0, "99.4 % good, limit 99.5 %")]
    [InlineData(500, 500, 490, 0, 0, "limit 1,500 ms")]
    [InlineData(500, 499, 499, 1, 0, "1 answers for another patient")]
    [InlineData(500, 500, 500, 0, 2, "2 incidents")]
    [InlineData(0, 0, 0, 0, 1, "1 incident")]
    public void Broken_limit_or_an_incident_is_no_clean_day(int judged, int good, int verified, int identity, int incidents, string said)
    {
        var verdict = HypercareRules.Judge(Figures(judged, good, verified, 400) with { IdentityErrors = identity }, AtGoLive, incidents, Limits);

        Assert.Equal(DayState.NotClean, verdict.State);
        Assert.Contains(verdict.Worse, worse => worse.Contains(said, StringComparison.Ordinal));
    }

    [Fact]
    public void Somebody_is_told_during_the_day_only_of_what_is_sure()
    {
        Assert.Null(HypercareRules.BreaksNow(Figures(50, 49, 49, 400), Limits));
        Assert.NotNull(HypercareRules.BreaksNow(Figures(50, 45, 45, 400), Limits));
        Assert.NotNull(HypercareRules.BreaksNow(Figures(50, 50, 40, 400), Limits));
        Assert.NotNull(HypercareRules.BreaksNow(Figures(50, 49, 49, 400) with { IdentityErrors = 1 }, Limits));
    }

    private static TrafficFigures Figures(int judged, int good, int verified, int took) =>
        new(judged, good, verified, 0, 0, Latencies.Of(Enumerable.Repeat(took, verified).Concat(Enumerable.Repeat(2_900, good - verified))));
}
