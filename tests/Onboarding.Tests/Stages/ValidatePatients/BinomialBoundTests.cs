using Onboarding.Stages.ValidatePatients;
using Xunit;

namespace Onboarding.Tests.Stages.ValidatePatients;

public sealed class BinomialBoundTests
{
    [Theory]
    [InlineData(10, 10, 0.74)]
    [InlineData(9, 10, 0.61)]
    [InlineData(8, 10, 0.49)]
    [InlineData(29, 29, 0.90)]
    [InlineData(59, 59, 0.95)]
    [InlineData(299, 299, 0.99)]
    public void Bound_is_the_one_of_the_tables(int passed, int judged, double bound) =>
        Assert.Equal(bound, Math.Round(BinomialBound.Lower(passed, judged), 2));

    [Theory]
    [InlineData(0, 10)]
    [InlineData(0, 0)]
    public void Nothing_passed_proves_nothing(int passed, int judged) => Assert.Equal(0, BinomialBound.Lower(passed, judged));

    [Fact]
    public void Bound_of_all_is_the_root_of_the_doubt() =>
        Assert.Equal(Math.Pow(0.05, 1.0 / 37), BinomialBound.Lower(37, 37), 1e-9);
}
