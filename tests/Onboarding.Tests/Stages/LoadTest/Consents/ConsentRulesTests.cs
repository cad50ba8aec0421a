using Onboarding.Stages.LoadTest.Consents;
using Xunit;

namespace Onboarding.Tests.Stages.LoadTest.Consents;

public sealed class ConsentRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 3, 14, 0, 0, TimeSpan.Zero);

    private static readonly ConsentInput Good = new()
    {
        AgreedBy = "Interface analyst", AgreedOn = new(2026, 6, 2), From = new(2026, 6, 3, 15, 0, 0), To = new(2026, 6, 3, 15, 30, 0), OnCall = "Integration desk, +1 555 0177", CapRequestsPerMinute = 900,
    };

    [Fact]
    public void Whole_consent_is_right() => Assert.Empty(Wrong(Good));

    [Fact]
    public void Each_missing_field_is_named_by_itself() => Assert.Equal(
        ["AgreedBy", "AgreedOn", "CapRequestsPerMinute", "From", "OnCall", "To"], Wrong(new()).Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Agreement_of_a_day_to_come_is_refused() => Only(Good with { AgreedOn = new(2026, 6, 4) }, nameof(ConsentInput.AgreedOn), "has not come yet");

    // It is Wednesday 09:00 in Chicago, and Wednesday 23:00 in Tokyo.
    [Fact]
    public void Window_that_is_over_by_the_sites_clock_is_refused()
    {
        var early = Good with { From = new(2026, 6, 3, 9, 30, 0), To = new(2026, 6, 3, 10, 0, 0) };

        Assert.Empty(Wrong(early));
        Assert.Contains("over", new ConsentRules("Asia/Tokyo", Now).Wrong(early)[nameof(ConsentInput.To)], StringComparison.Ordinal);
    }

    [Fact]
    public void Window_that_closes_first_is_refused() => Only(Good with { From = new(2026, 6, 3, 16, 0, 0) }, nameof(ConsentInput.To), "after it opens");

    [Fact]
    public void Standing_permission_is_refused() => Only(Good with { To = new(2026, 6, 18, 15, 30, 0) }, nameof(ConsentInput.To), "at most 14 days");

    [Fact]
    public void Time_that_clocks_skip_is_said_beside_its_field() => Assert.Contains(
        "does not exist",
        new ConsentRules("America/Chicago", new(2026, 3, 7, 12, 0, 0, TimeSpan.Zero)).Wrong(Good with { AgreedOn = new(2026, 3, 1), From = new(2026, 3, 8, 2, 30, 0), To = new(2026, 3, 8, 4, 0, 0) })[nameof(ConsentInput.From)],
        StringComparison.Ordinal);

    [Theory]
    [InlineData(0)]
    [InlineData(60_001)]
    public void Cap_needs_a_figure(int cap) => Only(Good with { CapRequestsPerMinute = cap }, nameof(ConsentInput.CapRequestsPerMinute), "1 to 60,000");

    private static IReadOnlyDictionary<string, string> Wrong(ConsentInput input) => new ConsentRules("America/Chicago", Now).Wrong(input);

    private static void Only(ConsentInput input, string field, string said)
    {
        var wrong = Assert.Single(Wrong(input));
        Assert.Equal(field, wrong.Key);
        Assert.Contains(said, wrong.Value, StringComparison.Ordinal);
    }
}
