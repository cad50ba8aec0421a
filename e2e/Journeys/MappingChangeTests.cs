using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.E2E.Browser;
using Portal.E2E.Looks;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>Validation fails at two fields: an engineer tries a change of one mapping on the same patients and leaves it to the CSM, looks at one value, and accepts the other failure until a day.</summary>
public sealed class MappingChangeTests(World world)
{
    private const string Hospital = "tern-island";
    private const string Right = "telecom.where(system = 'phone').value";

    [Fact]
    public async Task Change_is_tried_proposed_and_accepted_and_an_exception_opens_the_gate()
    {
        var file = JsonNode.Parse(await world.Http.GetStringAsync($"{world.Hospitals}/hospitals/{Hospital}/site.json", TestContext.Current.CancellationToken))!;
        file["mapping"] = new JsonObject { ["phone"] = $"where(gender = 'female').{Right}", ["address"] = "where(gender = 'female').address" };
        await using var portal = world.NewPortal();
        await portal.OnboardAsync(file.ToJsonString(), red: "validate-patients");
        await portal.StartAsync();
        var stage = $"/sites/{Onboarding.Sites.Slug.From(file["name"]!.GetValue<string>())}";

        await using var ember = await Person.SignInAsync(world, "Ember Quoin", portal);
        await ember.GoAsync("/review");
        await ChangeAsync(ember);

        await using var juno = await Person.SignInAsync(world, "Juno Marrow", portal);
        await juno.GoAsync($"{stage}/validate-patients");
        await juno.SeeAsync("Ember Quoin proposes another mapping of Phone.");
        await juno.FollowAsync("Look at it under map fields");
        await juno.SeeHeadingAsync("Ember Quoin proposes another mapping of Phone");
        await juno.SeeAsync("Saving ends this evidence");
        await Expect(juno.Page.GetByRole(AriaRole.Table, new() { Name = "All versions" })).ToBeVisibleAsync();
        await JudgeAsync(juno, "proposal");
        await juno.PressAsync("Accept the change of Phone");
        await Expect(juno.Page.GetByRole(AriaRole.Table, new() { Name = "All versions" })).ToContainTextAsync("Proposed by Ember Quoin");
        await juno.PressAsync("Check mapping");
        await juno.FollowAsync("Continue to validate ten patients");
        await juno.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Validate (again|10 patients)$") }).ClickAsync();
        await juno.SeeHeadingAsync("One blocks the stage.");

        await ShowValueAsync(ember, stage);
        await ember.GoAsync("/review");
        await ember.Page.GetByRole(AriaRole.Radio, new() { NameRegex = new Regex("^Accept as an exception") }).CheckAsync();
        await ember.SeeAsync("Opens the gate of “Validate ten patients”");
        await ember.FillAsync("Reason", "The contract does without the address until spring.");
        await ember.SeeAsync("draft kept");
        await ember.PressAsync("Record decision");
        await ember.SeeHeadingAsync("Nothing waits for an engineer");
        await juno.SeeLinkAsync("Continue to load test");
        await juno.FollowAsync("Read the report");
        await juno.SeeHeadingAsync("validation report, run 2");
        await juno.SeeAsync("Accepted by Ember Quoin until");
        await juno.JudgeAsync("report-accepted-failure");
    }

    private static async Task ChangeAsync(Person ember)
    {
        var page = ember.Page;
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Queue" })).ToBeVisibleAsync();
        await Expect(page.Locator(".qi").First).ToHaveAttributeAsync("aria-current", "true");
        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator(".qi").Nth(1)).ToHaveAttributeAsync("aria-current", "true");
        await page.Keyboard.PressAsync("k");
        await Expect(page.Locator(".qi").First).ToHaveAttributeAsync("aria-current", "true");
        var phone = page.Locator(".qi").Filter(new() { HasText = "Phone" });
        await phone.ClickAsync();
        await Expect(phone).ToHaveAttributeAsync("aria-current", "true");
        await page.Keyboard.PressAsync("e");
        await Expect(page.GetByRole(AriaRole.Radio, new() { NameRegex = new Regex("^Return to the CSM") })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowUp");
        await ember.SeeHeadingAsync("Mapping of Phone");
        await page.GetByLabel("FHIRPath of Phone").FillAsync(Right);
        await page.Keyboard.PressAsync("Tab");
        await ember.SeeAsync("With the change 10 of 10 passed");
        await ember.FillAsync("Reason, kept with the version", "Every record has a phone, whatever the gender.");
        await JudgeAsync(ember, "review-change");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Leave to ") }).ClickAsync();
        await ember.SeeAsync("Change proposed:");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Mapping of Phone" })).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Radio, new() { NameRegex = new Regex("^Return to the CSM") })).ToBeCheckedAsync();
    }

    private static async Task ShowValueAsync(Person ember, string stage)
    {
        await ember.GoAsync($"{stage}/validate-patients");
        var cell = ember.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Birth date, patient 02") });
        await cell.ClickAsync();
        await ember.PressAsync("Show value");
        await ember.FillAsync("Why you need to see it", "The hospital says that the date is turned");
        await ember.PressAsync("Show once");
        await ember.SeeAsync("Value at the hospital");
        await JudgeAsync(ember, "show-value");
        var value = await ember.Page.Locator(".show-value dd").First.InnerTextAsync();
        Assert.Matches(@"^\d{4}-\d{2}-\d{2}$", value);
        Assert.DoesNotContain(value, ember.Page.Url, StringComparison.Ordinal);
        await ember.PressAsync("Hide now");
        await Expect(ember.Button("Show value")).ToBeFocusedAsync();
        Assert.DoesNotContain(value, await ember.Page.ContentAsync(), StringComparison.Ordinal);
        await ember.SeeAsync("Value shown: Birth date of patient 2");
    }

    private static async Task JudgeAsync(Person person, string name)
    {
        await person.JudgeAsync(name);
        await person.Page.SetViewportSizeAsync(1024, 768);
        await person.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await person.JudgeAsync($"{name}.1024-dark");
        await person.Page.SetViewportSizeAsync(1440, 900);
        await person.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }
}
