using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.E2E.Browser;
using Portal.E2E.Looks;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>An expression is completed by keyboard, another one picked without knowing FHIRPath, a third taken from what the samples carry.</summary>
[Collection(OwnHospitals.Name)]
public sealed class MappingDiscoveryTests(World world, RedHospitals own)
{
    [Fact]
    public async Task Expression_is_completed_by_keyboard_picked_and_discovered()
    {
        await using var juno = await Person.SignInAsync(world, "Juno Marrow", own.Portal);
        var page = juno.Page;
        var steps = new Onboarder(juno);
        await steps.AddSiteAsync("Discovery house");
        await steps.ConfigureAsync("pelican-bay");
        await steps.TestConnectionAsync();
        await juno.FollowAsync("Continue to map fields");

        await OpenFieldAsync(page, "Medical record number");
        var editor = page.GetByLabel("FHIRPath of Medical record number");
        await editor.PressSequentiallyAsync("identifier.wh");
        // While it was typed, "identifier" alone was offered for a moment.
        await Expect(page.GetByRole(AriaRole.Option, new() { NameRegex = new Regex("^where") })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(editor).ToHaveValueAsync("identifier.where(");
        await page.Keyboard.TypeAsync("sys");
        await Expect(page.GetByRole(AriaRole.Option, new() { NameRegex = new Regex("^system") })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(editor).ToHaveValueAsync("identifier.where(system");
        await page.Keyboard.TypeAsync("='");
        await Expect(page.GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        await juno.JudgeAsync("discover-completion");
        await page.Keyboard.PressAsync("Enter");
        await Expect(editor).ToHaveValueAsync(new Regex("^identifier\\.where\\(system='https://.*'$"));
        await page.Keyboard.TypeAsync(").va");
        await Expect(page.GetByRole(AriaRole.Option, new() { NameRegex = new Regex("^value") })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Enter");
        await juno.SeeAsync("Valid FHIRPath");
        await Expect(page.GetByText(new Regex("ms over 10 patients"))).ToBeVisibleAsync();
        await Expect(editor).ToBeFocusedAsync();
        await juno.PictureAsync("discover-editor");

        await OpenFieldAsync(page, "Race");
        await juno.PressAsync("Pick a path");
        await page.GetByRole(AriaRole.Group, new() { Name = "Kind of place" }).GetByRole(AriaRole.Button, new() { Name = "Extension" }).ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { NameRegex = new Regex("^race") }).First.CheckAsync();
        await juno.JudgeAsync("discover-picker");
        await page.GetByRole(AriaRole.Group, new() { Name = "Editor" }).GetByRole(AriaRole.Button, new() { Name = "FHIRPath" }).ClickAsync();
        await Expect(page.GetByLabel("FHIRPath of Race")).ToHaveValueAsync(new Regex("^extension\\.where\\(url='https://pelican-bay\\.example"));

        await ViewAsync(page, "Discover");
        await juno.SeeHeadingAsync("What the samples carry");
        await JudgeAsync(juno, "discover");
        await page.GetByLabel("Search places").FillAsync("official");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Use for field… Official name$") }).ClickAsync();
        await page.GetByLabel("Field", new() { Exact = true }).SelectOptionAsync("name");
        await juno.PressAsync("Use here");
        await Expect(page.GetByRole(AriaRole.Row, new() { NameRegex = new Regex("Official name .*Name") }).First).ToBeVisibleAsync();
        await ViewAsync(page, "Open points");
        await juno.SeeHeadingAsync("Open points");
        await juno.JudgeAsync("discover-open-points");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Accept all \\d+ sure suggestions$") }).ClickAsync();
        await juno.SeeAsync("No required field is open.");
    }

    private static async Task OpenFieldAsync(IPage page, string label)
    {
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Fields of the data contract" }).GetByRole(AriaRole.Button, new() { NameRegex = new Regex($"^{label}") }).ClickAsync();
        // The field that was open before has the same buttons.
        await Expect(page.GetByLabel($"FHIRPath of {label}")).ToBeVisibleAsync();
    }

    private static Task ViewAsync(IPage page, string view) =>
        page.GetByRole(AriaRole.Navigation, new() { Name = "Views of the mapping" }).GetByRole(AriaRole.Link, new() { Name = view }).ClickAsync();

    private static async Task JudgeAsync(Person person, string name)
    {
        await person.JudgeAsync(name);
        await person.Page.SetViewportSizeAsync(1024, 768);
        await person.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await person.JudgeAsync($"{name}.1024.dark");
        await person.Page.SetViewportSizeAsync(1440, 900);
        await person.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }
}
