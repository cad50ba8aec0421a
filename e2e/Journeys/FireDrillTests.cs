using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.E2E.Browser;
using Portal.E2E.Looks;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>A fire drill at a simulated hospital: started by one person, acknowledged by another and by the hospital's link, passed.</summary>
public sealed class FireDrillTests(World world)
{
    [Fact]
    public async Task Drill_passes_once_both_sides_have_acknowledged()
    {
        await using var portal = world.NewPortal(new Dictionary<string, string>());
        var site = JsonNode.Parse(await world.Http.GetStringAsync($"{world.Hospitals}/hospitals/quillhaven/site.json", TestContext.Current.CancellationToken))!;
        site["load"]!["holdSeconds"] = 1;
        await portal.OnboardAsync(site.ToJsonString(), through: "load-test");
        await portal.StartAsync();
        var path = $"/sites/{Onboarding.Sites.Slug.From(site["name"]!.GetValue<string>())}/go-live";

        await using var juno = await Person.SignInAsync(world, "Juno Marrow", portal);
        await juno.GoAsync(path);
        await juno.PressAsync("Make a plan");
        await new Planner(juno).FillAsync();
        await juno.PressAsync("Save plan");
        await juno.SeeButtonAsync("Start fire drill");
        await juno.PressAsync("Start fire drill");
        await juno.SeeButtonAsync("Acknowledge for our side");
        await Expect(juno.Page.GetByText(new Regex("^back in (under )?0\\."))).ToBeVisibleAsync(new() { Timeout = Person.Patience });
        await juno.JudgeEveryLookAsync("fire-drill-1-waits");
        var link = await LinkAsync(juno);

        await using (var ember = await Person.SignInAsync(world, "Ember Quoin", portal))
        {
            await ember.GoAsync(path);
            await ember.PressAsync("Acknowledge for our side");
            await ember.SeeAsync("Ember Quoin, after");
        }

        var window = await world.WindowAsync(1440, 900, ColorScheme.Light, portal);
        await using (var tamsin = new Person(window, await window.NewPageAsync()))
        {
            await tamsin.GoAsync(link);
            await tamsin.SeeHeadingAsync("This is a test alert");
            await tamsin.JudgeEveryLookAsync("fire-drill-2-hospital");
            await tamsin.PressAsync("Acknowledge the test alert");
            await tamsin.SeeAsync("Acknowledged by Tamsin Rook, interface analyst");
            await tamsin.JudgeAsync("fire-drill-3-acknowledged");
        }

        await juno.SeeButtonAsync("Hold it again");
        await juno.SeeAsync("Fire drill passed");
        await Expect(juno.Page.GetByText(new Regex("^3 queued, 3 drained in")).First).ToBeVisibleAsync(new() { Timeout = Person.Patience });
        await juno.JudgeAsync("fire-drill-4-passed");
    }

    /// <summary>No mail server is set here, so a person sends the hospital's mail; its link stands in the text.</summary>
    private static async Task<string> LinkAsync(Person person)
    {
        var mail = person.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "to Tamsin Rook" }).Filter(new() { HasText = "[Test] Alert" });
        await mail.GetByRole(AriaRole.Button, new() { Name = "Send it yourself" }).ClickAsync();
        var href = await mail.GetByRole(AriaRole.Link, new() { Name = "Open in the mail program" }).GetAttributeAsync("href");
        return Regex.Match(Uri.UnescapeDataString(href!), "/h/[A-Za-z0-9_-]{43}").Value;
    }
}
