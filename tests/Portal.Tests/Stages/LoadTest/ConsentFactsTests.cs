using Bunit;
using EhrAdapters;
using Onboarding.Stages.LoadTest.Consents;
using Portal.Components.Stages.LoadTest;
using Portal.Components.Styleguide;
using Xunit;

namespace Portal.Tests.Stages.LoadTest;

public sealed class ConsentFactsTests : ControlContext
{
    private DateTimeOffset Now => Clock.GetUtcNow();

    [Fact]
    public void Consent_that_covers_now_names_who_when_and_how_much()
    {
        var facts = Facts(new(LoadSamples.Consent(Now), null, null));

        Assert.Contains("Agreed, open now", facts.Markup, StringComparison.Ordinal);
        Assert.Contains("Thu 12 Nov, 13:57 to 14:27 CST", facts.Markup, StringComparison.Ordinal);
        Assert.Contains("900 a minute", facts.Markup, StringComparison.Ordinal);
        Assert.Contains("On call: Integration desk", facts.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_who_may_work_withdraws()
    {
        var consent = LoadSamples.Consent(Now);
        LoadConsent? withdrawn = null;

        Assert.Empty(Facts(new(consent, null, null)).All("button"));
        Facts(new(consent, null, null), mayWork: true, asked => withdrawn = asked).One("button", "Withdraw consent").Click();

        Assert.Same(consent, withdrawn);
    }

    [Fact]
    public void Withdrawn_consent_is_said_to_be_and_cannot_be_withdrawn_again()
    {
        var consent = LoadSamples.Consent(Now);
        consent.WithdrawnAt = Now;
        var facts = Facts(new(null, null, consent), mayWork: true);

        Assert.Contains("Withdrawn", facts.Markup, StringComparison.Ordinal);
        Assert.Empty(facts.All("button"));
    }

    [Theory]
    [InlineData(EhrEnvironment.Simulator, "Nobody works on a simulated hospital.")]
    [InlineData(EhrEnvironment.Sandbox, "Nobody treats patients on a vendor's sandbox.")]
    [InlineData(EhrEnvironment.Production, "Nobody agreed yet")]
    public void Where_no_consent_is_the_page_says_whether_one_is_needed(EhrEnvironment environment, string said) =>
        Assert.Contains(said, Facts(new(null, null, null), environment: environment).Markup, StringComparison.Ordinal);

    private IRenderedComponent<ConsentFacts> Facts(ConsentStanding standing, bool mayWork = false, Action<LoadConsent>? withdraw = null, EhrEnvironment environment = EhrEnvironment.NonProduction) =>
        Render<ConsentFacts>(with => with.Add(facts => facts.Standing, standing).Add(facts => facts.Environment, environment).Add(facts => facts.TimeZone, "America/Chicago")
            .Add(facts => facts.Now, Now).Add(facts => facts.MayWork, mayWork).Add(facts => facts.OnWithdraw, withdraw ?? (_ => { })));
}
