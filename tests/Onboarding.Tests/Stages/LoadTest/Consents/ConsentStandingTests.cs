using EhrAdapters;
using Onboarding.Sites;
using Onboarding.Stages.LoadTest.Consents;
using Xunit;

namespace Onboarding.Tests.Stages.LoadTest.Consents;

public sealed class ConsentStandingTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 3, 14, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    [Fact]
    public void Window_around_now_covers() => Assert.Null(Missing(Consent(-60, 60)));

    [Fact]
    public void Without_one_nobody_agreed() => Says("Nobody at the hospital has agreed");

    [Fact]
    public void Window_to_come_says_when_it_opens() => Says("agreed from Wed 3 Jun, 10:00 CDT on", Consent(60, 120), Consent(240, 300));

    [Fact]
    public void Window_that_is_over_says_when_it_ended() => Says("ended Wed 3 Jun, 08:00 CDT", Consent(-120, -60));

    [Fact]
    public void Last_moment_of_a_window_is_outside_it() => Says("ended", Consent(-60, 0));

    [Fact]
    public void Withdrawn_consent_covers_nothing() => Says("was withdrawn", Withdrawn());

    [Fact]
    public void Test_longer_than_what_is_left_of_the_window_says_until_when() => Says("closes Wed 3 Jun, 09:10 CDT, before this test of 15 min", Consent(-60, 10));

    [Fact]
    public void Consent_for_another_environment_counts_for_nothing() => Says("production", Consent(-60, 60, EhrEnvironment.Production));

    [Theory]
    [InlineData(EhrEnvironment.Simulator)]
    [InlineData(EhrEnvironment.Sandbox)]
    public void Simulator_and_sandbox_need_none(EhrEnvironment environment) =>
        Assert.Null(ConsentStanding.Of([], environment, Now).Missing(environment, "America/Chicago", Quarter, Now));

    [Fact]
    public void Of_two_that_cover_the_longer_one_counts() => Assert.Null(Missing(Consent(-60, 10), Consent(-30, 60)));

    private static void Says(string words, params LoadConsent[] consents) => Assert.Contains(words, Missing(consents)!.Message, StringComparison.Ordinal);

    private static Refusal? Missing(params LoadConsent[] consents) =>
        ConsentStanding.Of(consents, EhrEnvironment.NonProduction, Now).Missing(EhrEnvironment.NonProduction, "America/Chicago", Quarter, Now);

    private static LoadConsent Withdrawn()
    {
        var consent = Consent(-60, 60);
        (consent.WithdrawnAt, consent.WithdrawnBy) = (Now, "Juno Marrow");
        return consent;
    }

    private static LoadConsent Consent(int from, int to, EhrEnvironment environment = EhrEnvironment.NonProduction) => new()
    {
        Id = Guid.NewGuid(), SiteId = new(Guid.Empty), Environment = environment, AgreedBy = "Interface analyst", AgreedOn = new(2026, 6, 1), From = Now.AddMinutes(from), To = Now.AddMinutes(to),
        OnCall = "Integration desk", CapRequestsPerMinute = 600, NotedBy = "Juno Marrow", NotedAt = Now,
    };
}
