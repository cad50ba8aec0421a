using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.E2E.Browser;
using Portal.E2E.Hosting;
using Portal.E2E.Looks;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>A go-live that begins by itself: planned in the hospital's window, approved by two people, activated by the clock.</summary>
public sealed class GoLivePlannedTests(World world)
{
    [Fact]
    public async Task Site_goes_live_in_its_window_by_the_clock()
    {
        await using var clocked = await ClockedPortal.NewAsync();
        var site = JsonNode.Parse(await world.Http.GetStringAsync($"{clocked.Hospitals}/hospitals/quillhaven/site.json", TestContext.Current.CancellationToken))!;
        site["load"]!["holdSeconds"] = 1;
        await clocked.Portal.OnboardAsync(site.ToJsonString(), through: "load-test");
        await clocked.Portal.StartAsync();
        var slug = Onboarding.Sites.Slug.From(site["name"]!.GetValue<string>());

        await using var juno = await Person.SignInAsync(world, "Juno Marrow", clocked.Portal);
        await juno.GoAsync($"/sites/{slug}/go-live");
        await juno.SeeButtonAsync("Make a plan");
        await juno.JudgeAsync("go-live-1-rehearsal");
        await juno.PressAsync("Make a plan");
        var planner = new Planner(juno);
        await planner.FillAsync();
        await juno.JudgeAsync("go-live-2-plan");
        await juno.PressAsync("Save plan");
        await juno.SeeButtonAsync("Ask for approval");
        await juno.JudgeAsync("go-live-3-ask");
        await juno.PressAsync("Ask for approval");
        await juno.SeeButtonAsync("Remind approvers");

        await using (var ember = await Person.SignInAsync(world, "Ember Quoin", clocked.Portal))
        {
            await ember.GoAsync($"/sites/{slug}/go-live");
            await ember.PressAsync("Approve going live");
            await Expect(ember.Page.GetByText("1 of 2", new() { Exact = true }).First).ToBeVisibleAsync();
        }

        await using (var alder = await Person.SignInAsync(world, "Alder Crane", clocked.Portal))
        {
            await alder.GoAsync($"/sites/{slug}/go-live");
            await alder.SeeButtonAsync("Approve going live");
            await alder.Page.GetByText("What Ember saw").ClickAsync();
            await alder.JudgeAsync("go-live-4-second-approver");
            await alder.PressAsync("Approve going live");
            await Expect(alder.Button("Approve going live")).ToHaveCountAsync(0);
        }

        await juno.PressAsync("Schedule go-live");
        await juno.SeeButtonAsync("Cancel schedule");
        await juno.JudgeAsync("go-live-5-scheduled");

        await clocked.MoveToAsync(planner.Window.AddMinutes(-59));
        await juno.SeeAsync("Told by mail an hour before the window");
        await Expect(juno.Page.GetByRole(AriaRole.Heading, new() { NameRegex = new Regex("goes live by itself in 5\\d min") })).ToBeVisibleAsync(new() { Timeout = Person.Patience });
        await juno.JudgeAsync("go-live-6-hour-before");
        await clocked.MoveToAsync(planner.Window.AddMinutes(1));
        await juno.SeeAsync("Told by mail that going live began");
        await juno.JudgeAsync("go-live-7-live");
    }
}
