using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.E2E.Browser;
using Portal.E2E.Looks;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>An administrator changes what every site is judged by, sees beforehand what it ends, and publishes a version.</summary>
public sealed class DataContractTests(World world)
{
    [Fact]
    public async Task Administrator_publishes_a_version_and_everybody_can_compare_it()
    {
        await using var fable = await Person.SignInAsync(world, "Fable Orr");
        var page = fable.Page;
        await fable.GoAsync("/data-contract?type=Encounter");
        await fable.SeeHeadingAsync("Data contract");
        await fable.PressAsync("Edit Encounter type");
        await fable.FillAsync("Label", "Kind of visit");
        await JudgeAsync(fable, "contract-edit");
        await fable.PressAsync("Keep in the draft");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Edit Kind of visit" })).ToBeFocusedAsync();
        await fable.SeeAsync("Encounter type is called Kind of visit");
        await fable.SeeAsync("Publishing ends no evidence");
        await JudgeAsync(fable, "contract-draft");
        await fable.FillAsync("Reason", "The word that the hospitals use");
        await fable.PressAsync("Publish version 2");
        await Expect(page.GetByRole(AriaRole.Rowheader, new() { NameRegex = new Regex("Version 2 · now") })).ToBeVisibleAsync(new() { Timeout = Person.Patience });

        await fable.FollowAsync("Compare version 1 with now");
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Version 1 against version 2" })).ToContainTextAsync("Kind of visit");
        await JudgeAsync(fable, "contract-compare");
    }

    private static async Task JudgeAsync(Person person, string name)
    {
        await person.JudgeAsync(name);
        await person.Page.SetViewportSizeAsync(1024, 768);
        await person.JudgeAsync($"{name}.1024");
        await person.Page.SetViewportSizeAsync(1440, 900);
    }
}
