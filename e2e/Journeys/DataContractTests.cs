using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.E2E.Browser;
using Portal.E2E.Looks;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>
/// The three levels of a mapping, and the contract above them: an engineer makes a site's mapping the template of its vendor, the
/// site says of a field where it comes from and what differs, and an administrator publishes a version that the site is judged by.
/// In a portal of its own, because a version and a template are everybody's.
/// </summary>
public sealed class DataContractTests(World world)
{
    [Fact]
    public async Task Site_is_held_against_its_template_and_judged_by_the_version_that_an_administrator_publishes()
    {
        await using var portal = await world.StartPortalAsync();
        await using var ember = await Person.SignInAsync(world, "Ember Quoin", portal);
        var page = ember.Page;
        var steps = new Onboarder(ember);
        await steps.AddSiteAsync("Template elder");
        await steps.ConfigureAsync("brackenford");
        await steps.TestConnectionAsync();
        await ember.SeeLinkAsync("Continue to map fields");
        await steps.MapFieldsAsync();

        await ember.PressAsync("Make this the template");
        await ember.FillAsync("Reason", "How MEDITECH sites usually keep it");
        await ember.JudgeAsync("template-make");
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

        await using (var fable = await Person.SignInAsync(world, "Fable Orr", portal))
            await PublishAsync(fable);

        await ember.GoAsync($"/sites/{steps.Slug}/map-fields");
        await ember.SeeAsync("The mapping or the connection has changed since the last check.");
        await ember.SeeAsync("Data contract version 2: Visits are told apart by their kind");
    }

    private static async Task PublishAsync(Person fable)
    {
        var page = fable.Page;
        await fable.GoAsync("/data-contract?type=Encounter");
        await fable.PressAsync("Edit Encounter type");
        await page.GetByLabel("Requirement").SelectOptionAsync("Required");
        await fable.PressAsync("Keep in the draft");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Edit Encounter type" })).ToBeFocusedAsync();
        await fable.SeeAsync("Encounter type: requirement required, was optional");
        await fable.SeeAsync("Publishing ends evidence at 1 site");
        await JudgeAsync(fable, "contract-draft");
        await fable.FillAsync("Reason", "Visits are told apart by their kind");
        await fable.PressAsync("Publish version 2");
        await Expect(page.GetByRole(AriaRole.Rowheader, new() { NameRegex = new Regex("Version 2 · now") })).ToBeVisibleAsync(new() { Timeout = Person.Patience });
        await fable.FollowAsync("Compare version 1 with now");
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Version 1 against version 2" })).ToContainTextAsync("required");
        await fable.JudgeAsync("contract-compare");
    }

    private static async Task JudgeAsync(Person person, string name)
    {
        await person.JudgeAsync(name);
        await person.Page.SetViewportSizeAsync(1024, 768);
        await person.JudgeAsync($"{name}.1024");
        await person.Page.SetViewportSizeAsync(1440, 900);
    }
}
