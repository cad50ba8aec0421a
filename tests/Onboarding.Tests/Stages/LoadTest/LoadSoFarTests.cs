using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest;
using Onboarding.Tests.Stages.LoadTest.Export;
using Xunit;

namespace Onboarding.Tests.Stages.LoadTest;

public sealed class LoadSoFarTests
{
    [Fact]
    public void Percentile_below_its_sample_says_how_many_answers_unlock_it()
    {
        var row = Row("p99, look-ups", Measured.Report());

        Assert.Equal((CheckState.CouldNotAssess, "300 of 1,000", "Not yet: 700 more answers unlock it."), (row.State, row.Measured, row.Message));
    }

    [Theory]
    [InlineData(900, CheckState.Passed)]
    [InlineData(1_001, CheckState.Failed)]
    public void Percentile_with_its_sample_is_held_against_its_limit(double p95, CheckState expected) => Assert.Equal(expected, Row("p95, reads", Measured.Report(p95)).State);

    [Theory]
    [InlineData(0, CheckState.Passed)]
    [InlineData(8, CheckState.Warning)]
    [InlineData(13, CheckState.Failed)]
    public void Errors_so_far_have_their_two_limits(int errors, CheckState expected) => Assert.Equal(expected, Row("Errors", Measured.Report(errors: errors)).State);

    [Fact]
    public void Nothing_is_said_before_the_first_answer() => Assert.Empty(LoadSoFar.Rows(Measured.Report() with { Completed = 0 }, new()));

    private static ResultRow Row(string check, LoadReport live) => Assert.Single(LoadSoFar.Rows(live, new Thresholds()), row => row.Check == check);
}
