using Bunit;
using Onboarding;
using Onboarding.Stages.GoLive.Freeze;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Portal.Tests.Pages;

public sealed class FreezeCalendarTests : SiteContext
{
    private static readonly Actor Admin = new("fable", "Fable Orr", Roles.Administrator);

    [Fact]
    public async Task Empty_calendar_says_what_will_stand_there()
    {
        await PrepareAsync();
        Become(Admin);

        var page = Render<Portal.Components.Pages.FreezeCalendar>();

        page.WaitForAssertion(() => page.One("heading", "Nothing is frozen"));
    }

    [Fact]
    public async Task Freeze_is_added_with_its_reason_and_ended()
    {
        await PrepareAsync();
        await SiteAsync("Mercy West");
        Become(Admin);
        var page = Render<Portal.Components.Pages.FreezeCalendar>();
        page.WaitForAssertion(() => page.One("button", "Freeze changes"));
        var day = DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime).AddDays(10).ToString("yyyy-MM-dd", null);

        page.FindByLabel("First day").Change(day);
        page.FindByLabel("Last day").Change(day);
        await page.Find("form").SubmitAsync();
        Assert.Contains(FreezeRefusals.ReasonNeeded.Message, page.Markup);
        page.FindByLabel("Reason").Change("Upgrade of the EHR");
        await page.Find("form").SubmitAsync();

        var ends = page.All("button").Single(button => button.Name().StartsWith("End now", StringComparison.Ordinal));
        await ends.ClickAsync(new());
        Assert.Contains("ended by Fable Orr", page.Markup);
        Assert.Empty((await Services.GetRequiredService<Freezes>().ReadAsync(Stop)).Coming);
    }
}
