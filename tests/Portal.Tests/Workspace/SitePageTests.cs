using Bunit;
using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Onboarding.Lifecycle;
using Onboarding.Sites;
using Portal.Components.Pages;
using Portal.Components.Workspace;
using Portal.Glue;
using Xunit;

namespace Portal.Tests.Workspace;

public sealed class SitePageTests : SiteContext
{
    [Fact]
    public async Task Address_without_a_stage_leads_to_the_present_one()
    {
        await PrepareAsync();
        var site = await SiteAsync("Lakeside", connection: OpenServer);
        await RunAsync(site, Stage.Configure);
        Render<SitePage>(parameters => parameters.Add(page => page.Slug, site.Slug));

        Assert.EndsWith("/sites/lakeside/test-connection", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_site_says_so_and_shows_a_way_on()
    {
        await PrepareAsync();
        var page = Render<SitePage>(parameters => parameters.Add(page => page.Slug, "nowhere"));
        page.WaitForElement(".empty");

        Assert.Equal("/?whose=everyone", page.One("link", "Everyone's sites").GetAttribute("href"));
    }

    [Fact]
    public async Task Change_by_somebody_else_appears_without_a_click()
    {
        await PrepareAsync();
        var site = await SiteAsync("Lakeside", connection: OpenServer);
        var page = Open(site, Stage.Configure);
        await Service.PlanAsync(site.Id, site.Version, new DateOnly(2027, 3, 9), Colleague, Stop);
        Clock.Advance(PageSubscription.Interval);

        page.WaitForAssertion(() => Assert.Contains("planned 9 Mar 2027", page.Find(".facts").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Earlier_run_is_shown_as_earlier()
    {
        await PrepareAsync();
        var site = await SiteAsync("Lakeside", connection: OpenServer);
        await RunAsync(site, Stage.Configure);
        var first = await RunAsync(site, Stage.TestConnection, Row(CheckState.Failed) with { Message = "The first cause." });
        Clock.Advance(TimeSpan.FromMinutes(1));
        await RunAsync(site, Stage.TestConnection);
        Services.GetRequiredService<NavigationManager>().NavigateTo(SitePaths.Of(site.Slug, Stage.TestConnection, first.Id));
        var page = Open(site, Stage.TestConnection);

        Assert.Contains("You are looking at run 1, not at the newest.", page.Markup, StringComparison.Ordinal);
        Assert.Equal(["Run 2", "Run 1"], page.Find("[aria-label='History of the connection']").QuerySelectorAll("a").Select(link => link.Name()));
    }

    [Fact]
    public async Task Activity_is_brief_until_all_of_it_is_asked_for()
    {
        await PrepareAsync();
        var site = await SiteAsync("Lakeside", connection: OpenServer);
        for (var day = 1; day <= 8; day++)
            site = (await Service.PlanAsync(site.Id, site.Version, new DateOnly(2027, 3, day), Me, Stop)).Value!;
        var page = Open(site, Stage.Configure);

        Assert.Equal(7, page.FindAll("#activity li").Count);
        page.One("button", "Show all").Click();
        Assert.Equal(10, page.FindAll("#activity li").Count);
        page.One("button", "Show fewer").Click();
        Assert.Equal(7, page.FindAll("#activity li").Count);
    }

    [Fact]
    public async Task Site_on_hold_says_what_brings_it_back()
    {
        await PrepareAsync();
        var site = await SiteAsync("Lakeside", connection: OpenServer);
        await Service.FireAsync(site.Id, SiteTrigger.Hold, "The hospital moves house", Me, Stop);
        var page = Open(site, Stage.Configure);

        Assert.Contains("This site is on hold. Resume it first.", page.Markup, StringComparison.Ordinal);
        Assert.Contains(page.All("button"), button => button.Name() == "Resume");
        Assert.DoesNotContain(page.All("button"), button => button.Name() == "Put on hold");
    }

    [Fact]
    public async Task Rail_links_only_to_stages_that_were_reached()
    {
        await PrepareAsync();
        var site = await SiteAsync("Lakeside", connection: OpenServer);
        await RunAsync(site, Stage.Configure);

        var steps = SiteSteps.Of(await ViewAsync(site), Stage.TestConnection);

        Assert.Equal([true, true, false, false, false, false], steps.Select(step => step.Href is not null));
        Assert.Equal([CheckState.Passed, CheckState.NotReached], steps.Take(2).Select(step => step.State));
    }

    [Fact]
    public async Task Going_live_is_to_be_done_again_once_it_was_rolled_back()
    {
        await PrepareAsync();
        var site = await SiteAsync("Lakeside", connection: OpenServer);
        foreach (var stage in StageList.All)
            await RunAsync(site, stage);
        Assert.True((await Service.FireAsync(site.Id, SiteTrigger.Continue, "All gates are open", Me, Stop)).Succeeded);
        Assert.Equal(CheckState.Passed, SiteSteps.Of(await ViewAsync(site), Stage.GoLive)[^1].State);

        Assert.True((await Service.FireAsync(site.Id, SiteTrigger.RollBack, "Names look wrong", Me, Stop)).Succeeded);

        var last = SiteSteps.Of(await ViewAsync(site), Stage.GoLive)[^1];
        Assert.Equal((CheckState.NotReached, "To do"), (last.State, last.Word));
    }

    private IRenderedComponent<SitePage> Open(Site site, Stage stage)
    {
        var page = Render<SitePage>(parameters => parameters.Add(page => page.Slug, site.Slug).Add(page => page.StageWord, Onboarding.Json.Word(stage)));
        page.WaitForElement(".rail");
        return page;
    }
}
