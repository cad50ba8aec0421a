using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.E2E.Browser;
using Portal.E2E.Looks;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>An engineer makes a site's mapping the template of its vendor; the site then says of each field where it comes from and what differs.</summary>
public sealed class TemplateTests(World world)
{
    [Fact]
    public async Task Engineer_makes_a_template_and_the_site_says_what_differs_from_it()
    {
        await using var ember = await Person.SignInAsync(world, "Ember Quoin");
        var page = ember.Page;
        var steps = new Onboarder(ember);
        await steps.AddSiteAsync("Template elder");
        await steps.ConfigureAsync("brackenford");
        await steps.TestConnectionAsync();
        await ember.SeeLinkAsync("Continue to map fields");
        await steps.MapFieldsAsync();

        await ember.PressAsync("Make this the template");
        await ember.FillAsync("Reason", "How MEDITECH sites usually keep it");
        await JudgeAsync(ember, "template-make");
        await ember.PressAsync("Make the template");
        await Expect(page.GetByText("Nothing differs")).ToBeVisibleAsync(new() { Timeout = Person.Patience });

        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Phone") }).First.ClickAsync();
        await ember.SeeAsync("From the company’s template");
        await page.GetByLabel("FHIRPath of Phone").FillAsync("telecom.where(system = 'phone').value.first()");
        await page.Keyboard.PressAsync("Tab");
        await ember.SeeAsync("From this site alone.");
        await ember.SeeAsync("1 field differs");
        await JudgeAsync(ember, "template-differs");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take the template’s", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Nothing differs")).ToBeVisibleAsync(new() { Timeout = Person.Patience });

        await page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Template of MEDITECH") }).ClickAsync();
        await ember.SeeHeadingAsync("Mapping templates");
        await ember.PressAsync("Edit Phone");
        await JudgeAsync(ember, "template-page");
    }

    private static async Task JudgeAsync(Person person, string name)
    {
        await person.JudgeAsync(name);
        await person.Page.SetViewportSizeAsync(1024, 768);
        await person.JudgeAsync($"{name}.1024");
        await person.Page.SetViewportSizeAsync(1440, 900);
    }
}
