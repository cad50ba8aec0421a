using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Onboarding.Stages.GoLive.Plan;
using Portal.E2E.Browser;
using Portal.E2E.Looks;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>A hospital comes live unit by unit: refused, verified, promoted, suspended, resumed, and rolled back by the rules when it fails.</summary>
public sealed class RampTests(World world)
{
    private static readonly CareUnit[] Units = [new("ED", "Emergency department"), new("ICU", "Intensive care"), new("LAB", "Laboratory")];

    [Fact]
    public async Task Units_are_admitted_as_steps_are_proven_and_a_regression_rolls_back()
    {
        await using var ramp = await RampHospital.StartAsync(world, "stonebridge", Units);
        await using var juno = await SignInAsync(ramp);
        await juno.SeeHeadingAsync("Step 1 of 3: Emergency department is in.");
        await juno.PressAsync("Create a key");
        ramp.Key = await juno.Page.Locator(".newkey code").InnerTextAsync();
        await juno.PressAsync("I have it");

        await RefuseAsync(ramp, null, "care-unit-missing");
        await RefuseAsync(ramp, "LAB", "care-unit-not-admitted");
        await VerifyAsync(ramp);
        await juno.SeeAsync("20 of 20");
        await juno.SeeAsync("Not enough evidence yet: 0 of 1 whole clinic day.");
        await juno.GoAsync($"/sites/{ramp.Slug}/go-live");
        await juno.SeeAsync("Not enough evidence yet: 0 of 1 whole clinic day.");
        await juno.JudgeEveryLookAsync("ramp-step");

        await ramp.Clocked.MoveAsync(TimeSpan.FromDays(4));
        await juno.SeeHeadingAsync("Step 2 of 3: Emergency department and Intensive care are in.");
        Assert.Equal(HttpStatusCode.OK, (await ramp.AskAsync("ICU")).Status);

        await StopAsync(juno, ramp, "Suspend");
        await juno.SeeHeadingAsync($"Real traffic of {ramp.Name} is suspended.");
        await juno.JudgeAsync("ramp-suspended");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "site-suspended"), await CodeAsync(ramp, "ED"));
        await juno.PressAsync("Resume traffic");
        await juno.FillDialogAsync("Reason, kept in the site's history", "The names are right.");
        await juno.PressInDialogAsync("Resume traffic");
        await juno.SeeHeadingAsync("Step 2 of 3: Emergency department and Intensive care are in.");

        await ramp.OutageAsync(true);
        for (var caller = 0; caller < 5; caller++)
            Assert.NotEqual(HttpStatusCode.OK, (await ramp.AskAsync("ICU", caller)).Status);
        await juno.SeeAsync("Real traffic was rolled back.");
        await juno.PictureAsync("ramp-rolled-back");
        Assert.Equal((HttpStatusCode.Conflict, "site-rolled-back"), await CodeAsync(ramp, "ED"));
        await using var later = await SignInAsync(ramp, "/live");
        await later.SeeHeadingAsync($"{ramp.Name}: The ramp was rolled back by the rules.");
        await later.JudgeAsync("ramp-alert");
        await later.SeeNoTraceAsync();
    }

    [Fact]
    public async Task Hypercare_is_watched_day_by_day_and_ends_by_itself()
    {
        await using var ramp = await RampHospital.StartAsync(world, "stonebridge", Units[..1]);
        await using (var morning = await SignInAsync(ramp))
        {
            await morning.PressAsync("Create a key");
            ramp.Key = await morning.Page.Locator(".newkey code").InnerTextAsync();
            await VerifyAsync(ramp);
            await ramp.Clocked.MoveAsync(TimeSpan.FromDays(4));
            await morning.SeeHeadingAsync("Hypercare, day 1 of 14.");
            await VerifyAsync(ramp);
            await ramp.Clocked.MoveAsync(TimeSpan.FromDays(1));
            // Whether a day is slower than the last depends on the machine.
            await morning.SeeButtonAsync("Add a remark on day 1");
        }

        await using (var juno = await SignInAsync(ramp))
        {
            await juno.PressAsync("Add a remark on day 1");
            await juno.Page.GetByLabel("Remark", new() { Exact = true }).FillAsync("The front desk is content.");
            await juno.PressAsync("Keep the remark");
            await juno.SeeAsync("Juno Marrow: The front desk is content.");
            await juno.JudgeEveryLookAsync("hypercare");
            await ramp.Clocked.MoveAsync(TimeSpan.FromDays(14));
            await juno.SeeHeadingAsync($"{ramp.Name} is live.");
        }

        await using var later = await SignInAsync(ramp, "/live");
        await later.SeeAsync("1 site: 1 up");
        await later.JudgeAsync("live-states");
        await later.GoAsync("/lifecycle");
        await Expect(later.Page.GetByRole(AriaRole.Img, new() { NameRegex = new Regex("^State machine of a site") })).ToBeVisibleAsync();
        await later.JudgeAsync("lifecycle");
    }

    // A sign-in does not last as long as the clock is moved.
    private async Task<Person> SignInAsync(RampHospital ramp, string? path = null)
    {
        var person = await Person.SignInAsync(world, "Juno Marrow", ramp.Portal);
        await person.GoAsync(path ?? $"/sites/{ramp.Slug}/go-live");
        return person;
    }

    private static async Task VerifyAsync(RampHospital ramp)
    {
        for (var caller = 0; caller < 20; caller++)
            Assert.Equal(HttpStatusCode.OK, (await ramp.AskAsync("ED", caller)).Status);
    }

    private static async Task StopAsync(Person person, RampHospital ramp, string word)
    {
        await person.Page.GetByRole(AriaRole.Button, new() { Name = word, Exact = true }).ClickAsync();
        await person.FillDialogAsync("Reason, told to callers", "Names look wrong at the desk.");
        await person.FillDialogAsync($"Type {ramp.Name} to go on", ramp.Name);
        await person.PressInDialogAsync(word);
        await Expect(person.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }

    private static async Task RefuseAsync(RampHospital ramp, string? unit, string code)
    {
        var (status, body) = await ramp.AskAsync(unit);
        Assert.Equal((HttpStatusCode.Conflict, code), (status, body["code"]!.GetValue<string>()));
        Assert.Equal("ED", Assert.Single(body["ramp"]!["admitted"]!.AsArray())!.GetValue<string>());
    }

    private static async Task<(HttpStatusCode Status, string Code)> CodeAsync(RampHospital ramp, string unit)
    {
        var (status, body) = await ramp.AskAsync(unit);
        return (status, body["code"]?.GetValue<string>() ?? "served");
    }
}
