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

    [Theory]
    [InlineData(0.90, 0, 29)]
    [InlineData(0.95, 0, 59)]
    [InlineData(0.99, 0, 299)]
    [InlineData(0.90, 1, 46)]
    [InlineData(0.95, 1, 93)]
    [InlineData(0.99, 1, 473)]
    [InlineData(0.95, 2, 124)]
    public void Larger_claim_takes_as_many_patients_as_the_tables_say(double share, int failed, int patients) =>
        Assert.Equal(patients, BinomialBound.Needed(share, failed));

    [Theory]
    [InlineData(0.90)]
    [InlineData(0.95)]
    [InlineData(0.99)]
    public void Number_needed_is_the_first_whose_bound_reaches_the_share(double share)
    {
        for (var failed = 0; failed <= 12; failed++)
        {
            var needed = BinomialBound.Needed(share, failed);
            Assert.True(BinomialBound.Lower(needed - failed, needed) >= share - 1e-12);
            Assert.True(BinomialBound.Lower(needed - 1 - failed, needed - 1) < share);
        }
    }

    [Theory]
    [InlineData(10, 10, "74 %")]
    [InlineData(9, 10, "60 %")]
    [InlineData(9, 9, "71 %")]
    public void Claim_never_grows_by_rounding(int passed, int judged, string claim) => Assert.Equal(claim, BinomialBound.Percent(BinomialBound.Lower(passed, judged)));

    [Fact]
    public void Bound_of_all_is_the_root_of_the_doubt() =>
        Assert.Equal(Math.Pow(0.05, 1.0 / 37), BinomialBound.Lower(37, 37), 1e-9);
}
