using Onboarding.Sites;
using Xunit;

namespace Onboarding.Tests.Sites;

public sealed class ThresholdRulesTests
{
    [Fact]
    public void Usual_limits_are_right() => Assert.Empty(ThresholdRules.Wrong(new()));

    [Theory]
    [InlineData(nameof(Thresholds.ReadP99Milliseconds))]
    [InlineData(nameof(Thresholds.ErrorRateWarn))]
    [InlineData(nameof(Thresholds.SamplesForP95))]
    [InlineData(nameof(Thresholds.RequiredWarn))]
    [InlineData(nameof(Thresholds.TokenP95Milliseconds))]
    public void Limit_that_makes_no_sense_is_named_by_itself(string name)
    {
        Thresholds limits = name switch
        {
            nameof(Thresholds.ReadP99Milliseconds) => new() { ReadP99Milliseconds = 900 },
            nameof(Thresholds.ErrorRateWarn) => new() { ErrorRateWarn = 0.02 },
            nameof(Thresholds.SamplesForP95) => new() { SamplesForP95 = 5 },
            nameof(Thresholds.RequiredWarn) => new() { RequiredWarn = 0.95 },
            _ => new() { TokenP95Milliseconds = 0 },
        };

        Assert.Equal([name], ThresholdRules.Wrong(limits).Keys);
    }

    [Fact]
    public void Error_limit_that_the_stop_comes_before_is_refused() => Assert.Contains("stops by itself", ThresholdRules.Wrong(new() { ErrorRateFail = 0.1 })[nameof(Thresholds.ErrorRateFail)], StringComparison.Ordinal);

    [Fact]
    public void Changes_are_told_in_words_and_of_one_stage_only_where_asked()
    {
        var after = new Thresholds { ReadP95Milliseconds = 1_500, MinimumPatients = 5 };

        Assert.Equal("patients at least 5 instead of 10, p95 of reads 1,500 ms instead of 1,000 ms", ThresholdRules.Changes(new(), after));
        Assert.Equal("p95 of reads 1,500 ms instead of 1,000 ms", ThresholdRules.Changes(new(), after, [nameof(Thresholds.ReadP95Milliseconds)]));
    }
}
