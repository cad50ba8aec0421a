using System.Globalization;
using Microsoft.Playwright;
using Portal.E2E.Browser;
using Portal.E2E.Looks;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>An administrator freezes days of one hospital, with bad input first, and ends the freeze again.</summary>
public sealed class FreezeCalendarTests(World world)
{
    private const string Name = "Frozen at Yule";

    [Fact]
    public async Task Days_are_frozen_with_a_reason_and_opened_again()
    {
        await using var juno = await Person.SignInAsync(world, "Juno Marrow");
        var steps = new Onboarder(juno);
        await steps.AddSiteAsync(Name);
        await juno.GoAsync("/admin/freezes");
        await juno.SeeHeadingAsync("This page is not for your role");

        await using var fable = await Person.SignInAsync(world, "Fable Orr");
        await fable.GoAsync("/admin/freezes");
        await fable.SeeHeadingAsync("Nothing is frozen");
        await fable.JudgeAsync("freezes-empty");
        await fable.PressAsync("Freeze changes");
        await fable.SeeAsync("Say why nothing may change");
        await fable.FillAsync("First day", Day(300));
        await fable.FillAsync("Last day", Day(290));
        await fable.SeeAsync("The last day is before the first.");
        await fable.JudgeAsync("freezes-wrong");

        await fable.FillAsync("Last day", Day(306));
        await fable.Page.GetByLabel("Where").SelectOptionAsync(new SelectOptionValue { Label = Name });
        await fable.FillAsync("Reason", "Their interface engine is replaced in these days.");
        await fable.PressAsync("Freeze changes");
        var end = fable.Page.GetByRole(AriaRole.Button, new() { NameRegex = new($"^End now .*, {Name}$") });
        await Expect(end).ToBeVisibleAsync();
        await fable.JudgeEveryLookAsync("freezes");
        await end.ClickAsync();
        await fable.Page.GetByText("1 ended or over").ClickAsync();
        await fable.SeeAsync("ended by Fable Orr");
        await fable.JudgeAsync("freezes-ended");

        await juno.GoAsync($"/sites/{steps.Slug}/configure");
        await juno.SeeAsync("Freeze ended");
    }

    private static string Day(int ahead) => TimeProvider.System.GetUtcNow().AddDays(ahead).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
