using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.E2E.Browser;
using Portal.E2E.Looks;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>Two hospitals fail for the same cause: engineers find one group, talk about it, write to one and return the other, and the CSM reads what to do.</summary>
public sealed class ReviewTests(World world)
{
    private const string Cause = "The EHR does not accept who we say we are.";

    [Fact]
    public async Task Failure_at_two_hospitals_is_one_group_until_both_are_answered()
    {
        await using var portal = await world.StartPortalAsync();
        await using var juno = await Person.SignInAsync(world, "Juno Marrow", portal);
        var first = await FailAsync(juno, "Marrowgate University Hospital");
        var second = await FailAsync(juno, "Marrowgate Lakeside");

        await using var fable = await Person.SignInAsync(world, "Fable Orr", portal);
        await fable.GoAsync("/review");
        await fable.SeeHeadingAsync(Cause);
        await fable.SeeHeadingAsync("Same fingerprint, 2 sites");
        await fable.PressAsync("Mention");
        await fable.PressAsync("Ember Quoin");
        await fable.FillAsync("Comment", "@Ember Quoin both are new clients; did the hospitals enable them?");
        await fable.PressAsync("Add comment");
        await Expect(fable.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "both are new clients" })).ToBeVisibleAsync();

        await using var ember = await Person.SignInAsync(world, "Ember Quoin", portal);
        await ember.GoAsync("/review");
        await ember.FollowAsync("Mentions you 1");
        await ember.SeeHeadingAsync(Cause);
        await ember.PressAsync("Assign to me");
        await ember.SeeLinkAsync("Assigned to me 1");
        await ember.Page.GetByRole(AriaRole.Radio, new() { NameRegex = new Regex("^Accept as an exception") }).CheckAsync();
        await ember.SeeAsync("Opens no gate");
        await LookAsync(portal, "review-group");
        await ember.Page.GetByLabel("Which reports").SelectOptionAsync("one");
        await ember.PressAsync("Record decision");
        await ember.SeeAsync("Say why this may be accepted");
        await ember.FillAsync("Reason", "The hospital enables the client on Monday, agreed in a call.");
        await ember.PressAsync("Record decision");
        await ember.SeeHeadingAsync("Living exceptions");
        await ember.SeeHeadingAsync("Same fingerprint, 1 site");
        await LookAsync(portal, "review-exception");
        await juno.GoAsync($"/sites/{first}/test-connection");
        await juno.SeeAsync("Accepted by Ember Quoin until");
        await juno.JudgeAsync("review-accepted-row");
        await ember.PressAsync("End now Signs us in at Marrowgate University Hospital");
        await ember.SeeHeadingAsync("Same fingerprint, 2 sites");

        await ember.Page.GetByRole(AriaRole.Radio, new() { NameRegex = new Regex("^Send to the hospital") }).CheckAsync();
        await ember.SeeAsync("Marrowgate University Hospital waits for the answer from then on.");
        await ember.PressAsync("Send the letter");
        await ember.PressAsync("Mark as sent");
        await ember.SeeHeadingAsync("Same fingerprint, 1 site");
        await ember.Page.GetByRole(AriaRole.Radio, new() { NameRegex = new Regex("^Return to the CSM") }).CheckAsync();
        await ember.FillAsync("Instruction to the CSM", "Ask the hospital to enable the client that it registered, then test again.");
        await ember.SeeAsync("it is the CSM's move");
        await ember.PressAsync("Record decision");
        await ember.SeeHeadingAsync("Nothing waits for an engineer");
        await ember.SeeHeadingAsync("How often rules are overruled");
        await LookAsync(portal, "review-answered");

        await juno.GoAsync($"/sites/{second}/test-connection");
        await juno.SeeAsync("Ember Quoin asks: Ask the hospital to enable the client that it registered, then test again.");
        await juno.JudgeAsync("review-returned");
        await juno.PressAsync("Mark as done");
        await Expect(juno.Page.GetByText("Ember Quoin asks:")).ToHaveCountAsync(0);
    }

    private static async Task<string> FailAsync(Person juno, string name)
    {
        var onboarder = new Onboarder(juno);
        await onboarder.AddSiteAsync(name);
        await onboarder.ConfigureAsync("marrowgate", Answer.NotRegistered);
        await onboarder.TestConnectionAsync();
        await juno.SeeHeadingAsync(Cause);
        return onboarder.Slug;
    }

    private async Task LookAsync(Hosting.PortalProcess portal, string name)
    {
        foreach (var (width, height) in new[] { (1440, 900), (1024, 768) })
        {
            foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await using var fable = await Person.SignInAsync(world, "Fable Orr", portal, width, height, theme);
                await fable.GoAsync("/review");
                await Expect(fable.Page.GetByRole(AriaRole.Heading, new() { Name = "Review", Level = 1 })).ToBeVisibleAsync(new() { Timeout = Person.Patience });
                await Expect(fable.Page.Locator(".skeleton")).ToHaveCountAsync(0);
                if (name is "review-group")
                    await fable.Page.GetByRole(AriaRole.Radio, new() { NameRegex = new Regex("^Accept as an exception") }).CheckAsync();
                await fable.JudgeAsync($"{name}-{width}-{theme.ToString().ToLowerInvariant()}");
            }
        }
    }
}
