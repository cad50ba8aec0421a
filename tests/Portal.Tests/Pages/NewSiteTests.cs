using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Components.Pages;
using Xunit;

namespace Portal.Tests.Pages;

public sealed class NewSiteTests : SiteContext
{
    [Fact]
    public async Task Without_a_name_it_says_what_is_needed_and_creates_nothing()
    {
        await PrepareAsync();
        var page = Render<NewSite>();
        await page.Find("form").SubmitAsync();

        Assert.Contains("Give the site a name", page.Markup, StringComparison.Ordinal);
        Assert.Empty(await Queries.ListAsync(Stop));
    }

    [Fact]
    public async Task Unknown_time_zone_is_said_at_its_field()
    {
        await PrepareAsync();
        var page = Render<NewSite>();
        await page.FindByLabel("Name").ChangeAsync("Lakeside General");
        await page.FindByLabel("Time zone").ChangeAsync("Lakeside");
        await page.Find("form").SubmitAsync();

        Assert.Equal("true", page.FindByLabel("Time zone").GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task Complete_entries_lead_straight_to_configure()
    {
        await PrepareAsync();
        var page = Render<NewSite>();
        await page.FindByLabel("Name").ChangeAsync("Lakeside General");
        await page.FindByLabel("Time zone").ChangeAsync("America/Denver");
        await page.FindByLabel("Planned go-live").ChangeAsync("2027-02-01");
        await page.Find("form").SubmitAsync();

        Assert.EndsWith("/sites/lakeside-general/configure", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2027, 2, 1), Assert.Single(await Queries.ListAsync(Stop)).Site.PlannedGoLive);
    }
}
