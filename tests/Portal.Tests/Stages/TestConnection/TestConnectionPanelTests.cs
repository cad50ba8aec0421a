using Bunit;
using EhrAdapters.Diagnosis;
using MudBlazor;
using Onboarding;
using Onboarding.Evidence;
using Onboarding.Lifecycle;
using Onboarding.Sites;
using Onboarding.Stages.TestConnection;
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

    [Theory]
    [InlineData(FindingCodes.TlsPrivateCa, FaultOwner.Hospital, "#authorities")]
    [InlineData(FindingCodes.MtlsRequired, FaultOwner.OurConfiguration, "#client-certificate")]
    public async Task Cause_with_a_place_of_its_own_leads_there(string code, FaultOwner owner, string anchor)
    {
        var site = await ConfiguredAsync();
        await RunAsync(site, Stage.TestConnection, Refused with { Code = code, Owner = owner });
        var panel = await OpenAsync(site);

        Assert.Contains(panel.FindAll("a"), link => link.GetAttribute("href")!.StartsWith($"/sites/{site.Slug}/keys?", StringComparison.Ordinal) && link.GetAttribute("href")!.EndsWith(anchor, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Private_address_says_that_an_administrator_has_to_allow_it()
    {
        var site = await ConfiguredAsync();
        await RunAsync(site, Stage.TestConnection, Refused with { Code = FindingCodes.CfgPrivateAddr });
        var panel = await OpenAsync(site);

        Assert.Contains("ask an administrator to allow", panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sent_letter_makes_the_site_wait_for_the_hospital_and_the_answer_is_the_next_action()
    {
        var dialogs = Render<MudDialogProvider>();
        var site = await ConfiguredAsync();
        await RunAsync(site, Stage.TestConnection, Refused);
        var panel = await OpenAsync(site);
        await SendAsync(panel, dialogs, ticket: "QH-1");
        await AgainAsync(panel, site);

        var after = await ViewAsync(site);
        Assert.Equal(FaultOwner.Hospital, after.Site.WaitingOn);
        Assert.Equal(("Interface analyst, Lakeside", "QH-1"), (after.Letters[0].To, after.Letters[0].Ticket));
        Assert.Equal("Note the answer", panel.Find(".btn-primary").Name());
        Assert.Contains("Waiting on the hospital since 14:07 CST", panel.Find(".cause").TextContent, StringComparison.Ordinal);
        Assert.False(panel.One("button", "Test again").HasAttribute("disabled"));
    }

    [Fact]
    public async Task Answer_that_it_is_fixed_makes_testing_the_next_action_and_stands_with_the_letter()
    {
        var dialogs = Render<MudDialogProvider>();
        var site = await ConfiguredAsync();
        await RunAsync(site, Stage.TestConnection, Refused);
        var panel = await OpenAsync(site);
        await SendAsync(panel, dialogs);
        await AgainAsync(panel, site);

        var noting = panel.Find(".btn-primary").ClickAsync();
        dialogs.FindByLabel("Who answered").Change("Dana Reed");
        dialogs.FindByLabel("In short, what they said").Change("It is enabled now.");
        await dialogs.One("button", "Keep the answer").ClickAsync();
        await noting;
        await AgainAsync(panel, site);

        Assert.Equal("Test again", panel.Find(".btn-primary").Name());
        Assert.Contains("Dana Reed, fixed: It is enabled now.", panel.Find(".letters").TextContent, StringComparison.Ordinal);
        Assert.Null((await ViewAsync(site)).Site.WaitingOn);
    }

    [Fact]
    public async Task Answer_without_a_word_is_not_taken()
    {
        var dialogs = Render<MudDialogProvider>();
        var site = await ConfiguredAsync();
        await RunAsync(site, Stage.TestConnection, Refused);
        var panel = await OpenAsync(site);
        await SendAsync(panel, dialogs);
        await AgainAsync(panel, site);

        var noting = panel.Find(".btn-primary").ClickAsync();
        await dialogs.One("button", "Keep the answer").ClickAsync();

        Assert.Contains("Say who answered and what they said.", dialogs.Markup, StringComparison.Ordinal);
        await dialogs.One("button", "Cancel").ClickAsync();
        await noting;
        Assert.Empty((await ViewAsync(site)).Letters[0].Answers);
    }

    [Fact]
    public async Task Outage_is_tested_again_by_itself_on_one_click_and_stopped_on_another()
    {
        var site = await ConfiguredAsync();
        await RunAsync(site, Stage.TestConnection, Refused with { Code = FindingCodes.Http503 });
        var panel = await OpenAsync(site);
        Assert.Contains("Not planned", panel.Find(".cause").TextContent, StringComparison.Ordinal);

        await panel.One("button", "Test again by itself").ClickAsync();
        await AgainAsync(panel, site);
        Assert.Contains("in 15 min, 14:22 CST", panel.Find(".cause").TextContent, StringComparison.Ordinal);

        await panel.One("button", "Stop").ClickAsync();
        await AgainAsync(panel, site);
        Assert.Contains("Last plan: Stopped by Juno Marrow.", panel.Find(".cause").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closed_firewall_is_not_knocked_at()
    {
        var site = await ConfiguredAsync();
        await RunAsync(site, Stage.TestConnection, Refused with { Code = FindingCodes.TcpTimeout });
        var panel = await OpenAsync(site);

        Assert.DoesNotContain(panel.All("button"), button => button.Name() == "Test again by itself");
        Assert.Contains("Nothing changes until the hospital acts.", panel.Find(".cause").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Our_own_checks_are_proven_fine_and_stand_beside_the_ladder_not_in_it()
    {
        var site = await ConfiguredAsync();
        await RunAsync(site, Stage.TestConnection, Row(CheckState.Passed, "Name resolves"), Refused, Row(CheckState.Passed, "Our clock") with { Group = "Our side" });
        var panel = await OpenAsync(site);

        Assert.Equal(["Name", "Our clock"], panel.FindAll(".proven > span:not(.proven-head)").Select(chip => chip.Name()));
        Assert.Single(panel.All("list"), list => list.Name() == "Ladder of 2 checks");
    }

    [Fact]
    public async Task Tries_that_the_limit_leaves_are_told_beside_the_button()
    {
        var site = await ConfiguredAsync();
        await RunAsync(site, Stage.TestConnection, Refused with { Evidence = [new("Sign-in tries this hour", "1 of 3")] });

        Assert.Contains("1 of 3 tries this hour used.", (await OpenAsync(site)).Find(".cause").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Earlier_run_is_shown_as_it_was_and_offers_only_the_way_back()
    {
        var site = await ConfiguredAsync();
        var first = await RunAsync(site, Stage.TestConnection, Refused);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await RunAsync(site, Stage.TestConnection);
        var view = await ViewAsync(site);
        var panel = Render<TestConnectionPanel>(parameters => parameters.AddCascadingValue(Me)
            .Add(p => p.View, view with { LatestRuns = new Dictionary<Stage, Onboarding.Runs.StageRun>(view.LatestRuns) { [Stage.TestConnection] = first } }));

        Assert.Equal("The EHR does not accept who we say we are.", panel.Find(".cause h2").TextContent);
        Assert.Equal("Show the newest run", panel.Find(".btn-primary").Name());
        Assert.DoesNotContain(panel.All("button"), button => button.Name() is "Send letter" or "Test again" or "Edit");
    }

    [Fact]
    public async Task Evidence_tab_holds_what_every_rung_saw_and_the_last_good_run_stands_beside_it()
    {
        var site = await ConfiguredAsync();
        var seen = new ConnectionBaseline { At = Clock.GetUtcNow(), Addresses = ["203.0.113.7"] };
        await RunAsync(site, Stage.TestConnection, new ConnectionDetail { Baseline = seen }, Row(CheckState.Passed));
        Clock.Advance(TimeSpan.FromHours(2));
        await RunAsync(site, Stage.TestConnection, new ConnectionDetail { Baseline = seen with { Addresses = ["203.0.113.9"] } },
            Row(CheckState.Passed, "Name resolves") with { Evidence = [new("Resolved addresses", "203.0.113.9"), new("OAuth error", "another")] }, Refused with { Evidence = [new("OAuth error", "invalid_client")] });
        var panel = await OpenAsync(site);

        panel.One("button", "Evidence for engineers").Click();
        Assert.Equal(["Network", "Sign-in"], panel.FindAll(".evidence h3").Select(heading => heading.TextContent));
        Assert.Equal(["OAuth error", "OAuth error, name"], panel.FindAll(".evidence dt").Select(fact => fact.TextContent).Where(fact => fact.StartsWith("OAuth", StringComparison.Ordinal)));
        panel.One("button", "Against last good run").Click();
        Assert.Equal(["203.0.113.7", "203.0.113.9", "changed"], panel.FindAll(".rr-details tr.hit td").Select(cell => cell.Name()));
        Assert.Contains("last good run: run 1, 2 h ago", panel.Find(".purpose").Name(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_tells_runs_who_began_them_and_the_time_to_first_success()
    {
        var site = await ConfiguredAsync();
        await RunAsync(site, Stage.TestConnection, Refused);
        Clock.Advance(TimeSpan.FromHours(6) + TimeSpan.FromMinutes(10));
        await RunAsync(site, Stage.TestConnection);
        var panel = await OpenAsync(site);
        var history = panel.Find("[aria-label='History of the connection']");

        Assert.Contains("First passed after 2 tests and 6 h 10 min.", history.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Run 2", "Run 1"], history.QuerySelectorAll("a").Select(link => link.Name()));
        Assert.Contains("?run=", history.QuerySelectorAll("a")[1].GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains("Sign-in: The EHR does not accept who we say we are.", history.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Ladder_that_is_still_climbed_shows_what_is_to_come()
    {
        var rungs = RungNames.WithPending([Row(CheckState.Passed, "Settings fit together") with { Measured = "complete" }, Row(CheckState.Passed, "Name resolves") with { Measured = "answered in 12 ms" }]);

        Assert.Equal(10, rungs.Count);
        Assert.Equal(["complete", "12 ms", "to come"], rungs.Take(3).Select(RungNames.DetailSoFar));
    }

    [Fact]
    public async Task Manager_sees_everything_and_can_press_nothing()
    {
        var site = await ConfiguredAsync();
        await RunAsync(site, Stage.TestConnection, Refused with { Code = FindingCodes.Http503 });
        var view = await ViewAsync(site);
        var panel = Render<TestConnectionPanel>(parameters => parameters.Add(p => p.View, view).AddCascadingValue(new Actor("m", "Alder Crane", Roles.Manager)));

        Assert.All((string[])["Send letter", "Test again by itself", "Test again"], name => Assert.True(panel.One("button", name).HasAttribute("disabled"), name));
        Assert.DoesNotContain(panel.All("button"), button => button.Name() == "Edit");
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

    private static async Task SendAsync(IRenderedComponent<TestConnectionPanel> panel, IRenderedComponent<MudDialogProvider> dialogs, string? ticket = null)
    {
        var sending = panel.One("button", "Send letter").ClickAsync();
        if (ticket is not null) dialogs.FindByLabel("Ticket number").Change(ticket);
        await dialogs.One("button", "Mark as sent").ClickAsync();
        await sending;
    }

    private async Task AgainAsync(IRenderedComponent<TestConnectionPanel> panel, Site site)
    {
        var after = await ViewAsync(site);
        panel.Render(parameters => parameters.Add(p => p.View, after));
    }
}
