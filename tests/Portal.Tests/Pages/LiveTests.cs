using Bunit;
using EhrAdapters.Diagnosis;
using LiveTraffic.Persistence;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Onboarding;
using Onboarding.Lifecycle;
using Onboarding.Sites;
using Portal.Components.Pages;
using Xunit;

namespace Portal.Tests.Pages;

public sealed class LiveTests : SiteContext
{
    [Fact]
    public async Task No_live_site_says_what_will_be_here()
    {
        await PrepareAsync();
        var page = Render<Live>();
        page.WaitForElement(".empty");

        Assert.Contains(page.All("heading"), heading => heading.Name() == "No hospital is live yet");
    }

    [Fact]
    public async Task Open_alert_is_looked_after_by_who_presses()
    {
        var site = await LiveSiteAsync();
        await using (var db = await Services.GetRequiredService<IDbContextFactory<LiveTrafficDb>>().CreateDbContextAsync(Stop))
        {
            db.Alerts.Add(new() { Id = Guid.CreateVersion7(), SiteId = site.Id, Code = "TCP-TIMEOUT", Cause = "Their server does not answer.", Owner = FaultOwner.HospitalNetwork, NextStep = "Call them.", Since = Clock.GetUtcNow() });
            await db.SaveChangesAsync(Stop);
        }

        var page = Render<Live>();
        page.WaitForElement(".cause");
        await page.One("button", "I look after it").ClickAsync();

        page.WaitForAssertion(() => Assert.Contains("Juno Marrow", page.Find(".cause").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task New_key_is_shown_once()
    {
        var site = await LiveSiteAsync();
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/live?keys={site.Slug}");
        var page = Render<Live>();
        page.WaitForElement(".keys-panel");
        await page.One("button", "Create a key").ClickAsync();
        page.WaitForAssertion(() => Assert.Contains("sk_", page.Find(".notice code").TextContent, StringComparison.Ordinal));
        var plain = page.Find(".notice code").TextContent;
        await page.One("button", "I have it").ClickAsync();

        Assert.DoesNotContain(plain, page.Markup, StringComparison.Ordinal);
        Assert.Contains(plain[..8], page.Markup, StringComparison.Ordinal);
    }

    private async Task<Site> LiveSiteAsync()
    {
        await PrepareAsync();
        var site = await SiteAsync("Kestrel Point", connection: OpenServer);
        foreach (var stage in StageList.All)
            await RunAsync(site, stage);
        Assert.True((await Service.FireAsync(site.Id, SiteTrigger.Continue, "All gates are open", Me, Stop)).Succeeded);
        return site;
    }
}
