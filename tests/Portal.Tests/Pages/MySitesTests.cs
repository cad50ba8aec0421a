using Bunit;
using EhrAdapters.Diagnosis;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Onboarding.Lifecycle;
using Portal.Components.Pages;
using Xunit;

namespace Portal.Tests.Pages;

public sealed class MySitesTests : SiteContext
{
    [Fact]
    public async Task Nothing_yet_shows_the_six_steps_and_the_button_that_starts()
    {
        await PrepareAsync();
        var page = Render<MySites>();
        page.WaitForElement(".empty");

        Assert.Equal("/sites/new", page.One("link", "Add your first site").GetAttribute("href"));
        Assert.Equal(StageList.All.Count, page.All("listitem").Count);
    }

    [Fact]
    public async Task Sites_stand_by_whose_move_it_is_with_one_filled_button()
    {
        await PrepareAsync();
        await SiteAsync("Birchmoor");
        var waiting = await SiteAsync("Saltmeadow", connection: OpenServer);
        await using (var db = await Db())
        {
            (await db.Sites.SingleAsync(site => site.Id == waiting.Id, Stop)).WaitFor(FaultOwner.HospitalNetwork, "The port is closed.", Clock.GetUtcNow());
            await db.SaveChangesAsync(Stop);
        }

        var page = Render<MySites>();
        page.WaitForElement("table");

        Assert.Equal(["Needs you1", "Waiting on somebody else1"], page.FindAll("th[scope=rowgroup]").Select(head => head.TextContent));
        Assert.Contains("Hospital network", page.Markup, StringComparison.Ordinal);
        Assert.Equal("Configure, Birchmoor", page.Find(".btn-primary").Name());
    }

    [Fact]
    public async Task Sites_of_others_are_shown_only_when_asked_for()
    {
        await PrepareAsync();
        await SiteAsync("Birchmoor");
        await SiteAsync("Tarnbrook", Colleague);

        var mine = Render<MySites>();
        mine.WaitForElement("table");
        Assert.DoesNotContain(mine.All("link"), link => link.Name() == "Tarnbrook");

        Services.GetRequiredService<NavigationManager>().NavigateTo("/?whose=everyone");
        var all = Render<MySites>();
        all.WaitForElement("table");
        Assert.Contains(all.All("link"), link => link.Name() == "Tarnbrook");
    }
}
