using Onboarding.Stages.GoLive.Plan;
using Onboarding.Stages.GoLive.Ramp;
using Xunit;

namespace Onboarding.Tests.Stages.GoLive.Ramp;

public sealed class RampRulesTests
{
    private static readonly RampLimits Limits = new();

    // judged, good, verified, identity errors, whole clinic days, failed checks
    [Theory]
    [InlineData(0, 0, 0, 0, 0, 0, RampCall.Hold, RampRule.NotEnoughEvidence)]
    [InlineData(19, 19, 19, 0, 1, 0, RampCall.Hold, RampRule.NotEnoughEvidence)]
    [InlineData(20, 20, 20, 0, 0, 0, RampCall.Hold, RampRule.NotEnoughEvidence)]
    [InlineData(5_000, 5_000, 5_000, 0, 0, 0, RampCall.Hold, RampRule.NotEnoughEvidence)]
    [InlineData(20, 20, 20, 0, 1, 0, RampCall.Promote, RampRule.Proven)]
    [InlineData(1, 0, 0, 0, 0, 0, RampCall.Hold, RampRule.NotEnoughEvidence)]
    [InlineData(21, 20, 20, 0, 1, 0, RampCall.Hold, RampRule.NotGoodEnough)]
    [InlineData(100, 99, 99, 0, 1, 0, RampCall.Promote, RampRule.Proven)]
    [InlineData(50, 50, 49, 0, 1, 0, RampCall.Hold, RampRule.NotGoodEnough)]
    [InlineData(200, 200, 198, 0, 1, 0, RampCall.Promote, RampRule.Proven)]
    [InlineData(4, 2, 2, 0, 0, 0, RampCall.RollBack, RampRule.Failing)]
    [InlineData(5, 3, 3, 0, 0, 0, RampCall.RollBack, RampRule.Failing)]
    [InlineData(19, 16, 16, 0, 0, 0, RampCall.RollBack, RampRule.Failing)]
    [InlineData(60, 58, 58, 0, 1, 0, RampCall.Hold, RampRule.NotGoodEnough)]
    [InlineData(19, 19, 16, 0, 0, 0, RampCall.RollBack, RampRule.Slow)]
    [InlineData(1_000, 1_000, 1_000, 2, 1, 4, RampCall.Promote, RampRule.Proven)]
    [InlineData(1_000, 1_000, 1_000, 3, 1, 0, RampCall.RollBack, RampRule.IdentityErrors)]
    [InlineData(1_000, 1_000, 1_000, 0, 1, 5, RampCall.RollBack, RampRule.FailedChecks)]
    public void Figures_are_called_as_the_rules_say(int judged, int good, int verified, int identity, int days, int failedChecks, RampCall call, RampRule rule)
    {
        var verdict = RampRules.Decide(new(judged, good, verified, identity, 400, days, failedChecks), Limits);

        Assert.Equal((call, rule), (verdict.Call, verdict.Rule));
        Assert.NotEmpty(verdict.Sentence);
    }

    [Fact]
    public void Hold_says_everything_that_is_missing()
    {
        var verdict = RampRules.Decide(new(8, 8, 8, 0, 400, 0), Limits);

        Assert.Equal(["8 of 20 verified requests", "0 of 1 whole clinic day"], verdict.Missing);
        Assert.Equal("Not enough evidence yet: 8 of 20 verified requests, 0 of 1 whole clinic day.", verdict.Sentence);
    }

    [Fact]
    public void Nothing_but_too_little_evidence_ever_fails_or_promotes()
    {
        for (var seen = 0; seen < 20; seen++)
        {
            for (var days = 0; days < 3; days++)
                Assert.Equal(RampRule.NotEnoughEvidence, RampRules.Decide(new(seen, seen, seen, 0, 100, days), Limits).Rule);
        }
    }

    [Fact]
    public void Good_hospital_is_hardly_ever_rolled_back_by_chance()
    {
        // 99.5 % good answers, looked at after each of 400 requests, two hundred times.
        var random = new Random(20261125);
        var rolledBack = Enumerable.Range(0, 200).Count(_ =>
        {
            var good = 0;
            for (var judged = 1; judged <= 400; judged++)
            {
                good += random.NextDouble() < 0.995 ? 1 : 0;
                if (RampRules.IsSure(judged - good, judged, Limits.SuccessShare))
                    return true;
            }

            return false;
        });

        Assert.InRange(rolledBack, 0, 2);
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "1")]
    [InlineData(2, "1,2")]
    [InlineData(4, "1,2,3,4")]
    [InlineData(5, "1,3,5")]
    [InlineData(10, "1,5,10")]
    [InlineData(11, "1,2,6,11")]
    [InlineData(20, "1,2,10,20")]
    [InlineData(500, "1,50,250,500")]
    public void Steps_are_one_unit_a_tenth_half_and_all(int units, string expected) =>
        Assert.Equal(expected, string.Join(',', RampSteps.Of(units)));

    [Fact]
    public void Percentiles_of_added_latencies_are_those_of_all()
    {
        var sum = Latencies.Sum([Latencies.Of(Enumerable.Range(1, 90)), Latencies.Of(Enumerable.Repeat(2_000, 10))]);

        Assert.Equal((100, 90, 50), (sum.Total, sum.Percentile(90), sum.Percentile(50)));
        Assert.InRange(sum.Percentile(99)!.Value, 1_980, 2_020);
        Assert.Null(Latencies.None.Percentile(99));
    }
}
