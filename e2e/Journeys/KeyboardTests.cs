using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.E2E.Browser;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>From the sign-in page to a live site without ever touching the mouse.</summary>
[Collection(Dials.Turned)]
public sealed class KeyboardTests(World world)
{
    [Fact]
    public async Task Site_goes_from_new_to_live_by_keyboard_alone()
    {
        await using var window = await world.WindowAsync();
        var page = await window.NewPageAsync();
        await page.GotoAsync("/sign-in");
        await EnterAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Juno Marrow" }));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync(new() { Timeout = Person.Patience });
        await EnterAsync(page, page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Add (a|your first) site$") }).First);

        await ReachAsync(page, page.GetByLabel(new Regex("^Name")));
        await page.Keyboard.TypeAsync("Keyboard only");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("America/Chicago");
        await EnterAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Create site" }));
        await page.WaitForURLAsync(new Regex("/configure"));

        await ReachAsync(page, page.GetByLabel("Use a simulated hospital"));
        await page.Keyboard.TypeAsync("Open Meadow");
        await Expect(page.GetByLabel("FHIR base URL")).ToHaveValueAsync(new Regex("open-meadow"));
        await ReachAsync(page, page.GetByLabel("Named by"));
        await page.Keyboard.TypeAsync("A search");
        await ReachAsync(page, page.GetByLabel(new Regex("^Search \\(optional\\)")));
        await page.Keyboard.TypeAsync("_count=10");
        await EnterAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Save and check" }));
        await EnterAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "Continue to test connection" }));
        await EnterAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Test connection" }));
        await EnterAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "Continue to map fields" }));
        await EnterAsync(page, page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Accept all \\d+ sure suggestions$") }));
        await EnterAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Save mapping" }));
        await EnterAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "Continue to validate ten patients" }));
        await EnterAsync(page, page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Validate ") }).First);
        await EnterAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "Continue to load test" }));
        await TypeAsync(page, "Busiest minute", "600");
        await TypeAsync(page, "Hold, in seconds", "10");
        await EnterAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Start load test" }));
        await EnterAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "Continue to go live" }));
        await EnterAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Ask for approval" }));

        await using (var ember = await Person.SignInAsync(world, "Ember Quoin"))
        {
            await ember.GoAsync(new Uri(page.Url).AbsolutePath);
            await EnterAsync(ember.Page, ember.Button("Approve going live").First);
            await Expect(ember.Button("Approve going live")).ToHaveCountAsync(0);
        }

        await EnterAsync(page, page.GetByRole(AriaRole.Button, new() { Name = "Go live", Exact = true }));
        await Expect(page.GetByLabel("Type Keyboard only to go on")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Keyboard only");
        await EnterAsync(page, page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Go live" }));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Keyboard only is live." })).ToBeVisibleAsync(new() { Timeout = Person.Patience });
    }

    private static async Task TypeAsync(IPage page, string label, string text)
    {
        await ReachAsync(page, page.GetByLabel(new Regex($"^{label}")));
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(text);
    }

    private static async Task EnterAsync(IPage page, ILocator target)
    {
        await Expect(target).ToBeEnabledAsync(new() { Timeout = Person.Patience });
        await ReachAsync(page, target);
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Tabs until the target has the focus; a keyboard user has no other way.</summary>
    private static async Task ReachAsync(IPage page, ILocator target)
    {
        await Expect(target).ToBeVisibleAsync(new() { Timeout = Person.Patience });
        for (var tabs = 0; tabs < 150; tabs++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;
            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"150 tabs did not reach {target}");
    }
}
