using Bunit;
using EhrAdapters.Diagnosis;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Sites;
using Portal.Components.Stages.TestConnection;
using Xunit;

namespace Portal.Tests.Stages.TestConnection;

public sealed class TestConnectionPanelTests : SiteContext
{
    private static readonly ResultRow Refused = new()
    {
        Code = "OAUTH-CLIENT", Check = "Signs us in", State = CheckState.Failed, Owner = FaultOwner.Hospital, Message = "The EHR does not accept who we say we are.",
        Explanation = "Most often the client is not enabled there yet.", NextStep = "Send the letter.", Confidence = Confidence.Likely,
        Retry = new(false, null, "Cannot help until the client is enabled."), Letter = new("Please enable our client", "We were refused."),
    };

    [Fact]
    public async Task Before_the_first_test_one_button_starts_it()
    {
        var site = await ConfiguredAsync();
        var panel = await OpenAsync(site);
        await panel.One("button", "Test connection").ClickAsync();

        Assert.Single(await Queries.RunsAsync(site.Id, Stage.TestConnection, 5, Stop));
    }

    [Fact]
    public async Task Refused_sign_in_shows_cause_first_the_letter_as_the_one_action_and_why_trying_again_is_off()
    {
        var site = await ConfiguredAsync();
        await RunAsync(site, Stage.TestConnection, Row(CheckState.Passed, "Name resolves"), Refused);
        var panel = await OpenAsync(site);

        Assert.Equal("The EHR does not accept who we say we are.", panel.Find(".cause h2").TextContent);
        Assert.Equal("Send letter", panel.Find(".btn-primary").Name());
        Assert.True(panel.One("button", "Test again").HasAttribute("disabled"));
        Assert.Contains("Cannot help until the client is enabled.", panel.Find(".cause").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sent_letter_makes_the_site_wait_for_the_hospital_and_opens_the_test_again()
    {
        var site = await ConfiguredAsync();
        await RunAsync(site, Stage.TestConnection, Refused);
        var panel = await OpenAsync(site);
        await panel.One("button", "Send letter").ClickAsync();
        await panel.One("button", "Mark as sent").ClickAsync();
        var after = await ViewAsync(site);
        panel.Render(parameters => parameters.Add(p => p.View, after));

        Assert.Equal(FaultOwner.Hospital, after.Site.WaitingOn);
        Assert.Equal("Test again", panel.Find(".btn-primary").Name());
        Assert.Contains("Letter sent by Juno Marrow", panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fault_of_our_settings_leads_back_to_configure()
    {
        var site = await ConfiguredAsync();
        await RunAsync(site, Stage.TestConnection, Refused with { Owner = FaultOwner.OurConfiguration, Letter = null });
        var panel = await OpenAsync(site);

        Assert.Equal("/sites/lakeside/configure", panel.One("link", "Correct the settings").GetAttribute("href"));
    }

    [Fact]
    public async Task Passed_test_leads_on()
    {
        var site = await ConfiguredAsync();
        await RunAsync(site, Stage.TestConnection);
        var panel = await OpenAsync(site);

        Assert.Equal("/sites/lakeside/map-fields", panel.One("link", "Continue to map fields").GetAttribute("href"));
    }

    [Fact]
    public async Task Result_of_other_settings_is_not_shown_as_today_s()
    {
        var site = await ConfiguredAsync();
        await RunAsync(site, Stage.TestConnection);
        await Service.SaveConnectionAsync(site.Id, site.Version, OpenServer with { FhirBaseUrl = new("https://other.example/r4") }, null, Me, Stop);
        var panel = await OpenAsync(site);

        Assert.Contains("These results belong to other settings.", panel.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(panel.All("link"), link => link.Name() == "Continue to map fields");
    }

    private async Task<Site> ConfiguredAsync()
    {
        await PrepareAsync();
        var site = await SiteAsync("Lakeside", connection: OpenServer);
        await RunAsync(site, Stage.Configure);
        return site;
    }

    private async Task<IRenderedComponent<TestConnectionPanel>> OpenAsync(Site site)
    {
        var view = await ViewAsync(site);
        return Render<TestConnectionPanel>(parameters => parameters.Add(p => p.View, view).AddCascadingValue(Me));
    }
}
