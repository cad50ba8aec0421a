using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.E2E.Browser;
using Portal.E2E.Hosting;
using Portal.E2E.Looks;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>
/// The whole way on a moved clock: planned in the hospital's window, the fire drill acknowledged by both sides, approved by two people,
/// activated by itself, rolled back by the rules, up again by hand, unit by unit, hypercare, live.
/// </summary>
public sealed class GoLivePlannedTests(World world) : IAsyncLifetime
{
    private const string Hospital = "quillhaven";
    private ClockedPortal clocked = null!;
    private string name = "", path = "", key = "";
    private IReadOnlyList<string> mrns = [];

    public async ValueTask InitializeAsync()
    {
        clocked = await ClockedPortal.NewAsync();
        var site = JsonNode.Parse(await world.Http.GetStringAsync($"{clocked.Hospitals}/hospitals/{Hospital}/site.json"))!;
        site["load"]!["holdSeconds"] = 1;
        await clocked.Portal.OnboardAsync(site.ToJsonString(), through: "load-test");
        await clocked.Portal.StartAsync();
        name = site["name"]!.GetValue<string>();
        path = $"/sites/{Onboarding.Sites.Slug.From(name)}";
        mrns = [.. site["patients"]!["mrns"]!.AsArray().Select(mrn => mrn!.GetValue<string>())];
    }

    public ValueTask DisposeAsync() => clocked.DisposeAsync();

    [Fact]
    public async Task Site_goes_live_by_its_plan_and_comes_back_from_a_regression()
    {
        await using var juno = await OpenAsync("Juno Marrow");
        await juno.SeeButtonAsync("Make a plan");
        await juno.JudgeAsync("go-live-1-rehearsal");
        var planner = new Planner(juno);
        await juno.PressAsync("Make a plan");
        await planner.FillAsync("CARD-2, Cardiology clinic\nENDO-1, Endocrinology");
        await juno.JudgeAsync("go-live-2-plan");
        await juno.PressAsync("Save plan");
        await DrillAsync(juno);
        await ApproveAsync(juno);
        await juno.PressAsync("Schedule go-live");
        await juno.SeeButtonAsync("Cancel schedule");
        await juno.JudgeAsync("go-live-6-scheduled");

        await clocked.MoveToAsync(planner.Window.AddMinutes(-59));
        await juno.SeeAsync("Told by mail an hour before the window");
        await Expect(juno.Page.GetByRole(AriaRole.Heading, new() { NameRegex = new Regex("goes live by itself in 5\\d min") })).ToBeVisibleAsync(new() { Timeout = Person.Patience });
        // A clock that is moved on while it runs would make its sign-in message look too old.
        await Expect(juno.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Test connection passed" }).Filter(new() { HasText = "The portal, for Juno Marrow" })).ToBeVisibleAsync(new() { Timeout = Person.Patience });
        await juno.JudgeAsync("go-live-7-hour-before");
        await clocked.MoveToAsync(planner.Window.AddMinutes(1));
        await juno.SeeHeadingAsync("Step 1 of 2: Cardiology clinic is in.");
        await juno.PressAsync("Create a key");
        key = await juno.Page.Locator(".newkey code").InnerTextAsync();
        await juno.PressAsync("I have it");

        await SuspendAsync(juno);
        await RollBackAsync(juno);
        await GoLiveByHandAsync(juno);
        await RampAsync(juno);
        await HypercareAsync();
    }

    private async Task DrillAsync(Person juno)
    {
        await juno.SeeButtonAsync("Open the fire drill");
        await juno.PressAsync("Start fire drill");
        await juno.SeeButtonAsync("Acknowledge for our side");
        await Expect(juno.Page.GetByText(new Regex("^back in (under )?\\d"))).ToBeVisibleAsync(new() { Timeout = Person.Patience });
        await juno.JudgeEveryLookAsync("go-live-drill-waits");
        var mail = juno.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "to Tamsin Rook" }).Filter(new() { HasText = "[Test] Alert" });
        await mail.GetByRole(AriaRole.Button, new() { Name = "Send it yourself" }).ClickAsync();
        var href = await mail.GetByRole(AriaRole.Link, new() { Name = "Open in the mail program" }).GetAttributeAsync("href");
        var window = await world.WindowAsync(portal: clocked.Portal);
        await using (var tamsin = new Person(window, await window.NewPageAsync()))
        {
            await tamsin.GoAsync(Regex.Match(Uri.UnescapeDataString(href!), "/h/[A-Za-z0-9_-]{43}").Value);
            await tamsin.SeeHeadingAsync("This is a test alert");
            await tamsin.JudgeEveryLookAsync("go-live-drill-hospital");
            await tamsin.PressAsync("Acknowledge the test alert");
            await tamsin.SeeAsync("Acknowledged by Tamsin Rook, interface analyst");
        }

        await using (var ember = await OpenAsync("Ember Quoin"))
        {
            await ember.PressAsync("Acknowledge for our side");
            await ember.SeeButtonAsync("Hold it again");
        }

        await juno.SeeButtonAsync("Hold it again");
        await juno.SeeAsync("Fire drill passed");
        await Expect(juno.Page.GetByText(new Regex("^3 queued, 3 drained in")).First).ToBeVisibleAsync(new() { Timeout = Person.Patience });
        await juno.SeeHeadingAsync("One gate is not open yet.");
        await juno.JudgeAsync("go-live-3-drill-passed");
    }

    private async Task ApproveAsync(Person juno)
    {
        await juno.PressAsync("Ask for approval");
        await juno.SeeButtonAsync("Remind approvers");
        await juno.JudgeAsync("go-live-4-asked");
        await using (var ember = await OpenAsync("Ember Quoin"))
        {
            await ember.PressAsync("Approve going live");
            await Expect(ember.Page.GetByText("1 of 2", new() { Exact = true }).First).ToBeVisibleAsync();
        }

        await using var alder = await OpenAsync("Alder Crane");
        await alder.SeeButtonAsync("Approve going live");
        await alder.Page.GetByText("What Ember saw").ClickAsync();
        await alder.JudgeAsync("go-live-5-second-approver");
        await alder.PressAsync("Approve going live");
        await Expect(alder.Button("Approve going live")).ToHaveCountAsync(0);
    }

    private async Task SuspendAsync(Person juno)
    {
        await juno.Page.GetByRole(AriaRole.Button, new() { Name = "Suspend", Exact = true }).ClickAsync();
        await juno.FillDialogAsync("Reason, told to callers", "Names look wrong at the desk.");
        await juno.FillDialogAsync($"Type {name} to go on", name);
        await juno.PressInDialogAsync("Suspend");
        await juno.SeeHeadingAsync($"Real traffic of {name} is suspended.");
        await juno.JudgeAsync("ramp-suspended");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "site-suspended"), await AskAsync("CARD-2"));
        await juno.PressAsync("Resume traffic");
        await juno.FillDialogAsync("Reason, kept in the site's history", "The names are right.");
        await juno.PressInDialogAsync("Resume traffic");
        await juno.SeeHeadingAsync("Step 1 of 2: Cardiology clinic is in.");
    }

    private async Task RollBackAsync(Person juno)
    {
        await OutageAsync(true);
        for (var caller = 0; caller < 5; caller++)
            Assert.NotEqual(HttpStatusCode.OK, (await AskAsync("CARD-2", caller)).Status);
        await juno.SeeAsync("Real traffic was rolled back.");
        await juno.JudgeAsync("go-live-8-rolled-back");
        Assert.Equal((HttpStatusCode.Conflict, "site-rolled-back"), await AskAsync("CARD-2"));
        await OutageAsync(false);
        await using var ember = await Person.SignInAsync(world, "Ember Quoin", clocked.Portal);
        await ember.GoAsync("/live");
        await ember.SeeHeadingAsync($"{name}: The ramp was rolled back by the rules.");
        await ember.JudgeAsync("ramp-alert");
        await ember.SeeNoTraceAsync();
    }

    /// <summary>The window is still open, so a person may begin again in it.</summary>
    private async Task GoLiveByHandAsync(Person juno)
    {
        await juno.PressAsync("Go live");
        await juno.FillDialogAsync($"Type {name} to go on", name);
        await juno.PressInDialogAsync("Go live");
        await juno.SeeHeadingAsync("Step 1 of 2: Cardiology clinic is in.");
    }

    private async Task RampAsync(Person juno)
    {
        Assert.Equal((HttpStatusCode.Conflict, "care-unit-missing"), await AskAsync(null));
        Assert.Equal((HttpStatusCode.Conflict, "care-unit-not-admitted"), await AskAsync("ENDO-1"));
        await ServeAsync("CARD-2");
        await juno.SeeAsync("20 of 20");
        await juno.SeeAsync("Not enough evidence yet: 0 of 1 whole clinic day.");
        await juno.JudgeEveryLookAsync("ramp-step");
        await clocked.MoveAsync(TimeSpan.FromDays(4));
        await juno.SeeHeadingAsync("Step 2 of 2: Cardiology clinic and Endocrinology are in.");
        await ServeAsync("ENDO-1");
        await juno.SeeAsync("20 of 20");
        await clocked.MoveAsync(TimeSpan.FromDays(4));
        await juno.SeeAsync("Every care unit is in; hypercare begins");
    }

    private async Task HypercareAsync()
    {
        // The cookie of a fortnight ago has lapsed.
        await using (var juno = await OpenAsync("Juno Marrow"))
        {
            await juno.SeeHeadingAsync("Hypercare, day 1 of 14.");
            await ServeAsync("ENDO-1");
            await clocked.MoveAsync(TimeSpan.FromDays(1));
            // Whether a day is slower than the last depends on the machine.
            await juno.PressAsync("Add a remark on day 1");
            await juno.Page.GetByLabel("Remark", new() { Exact = true }).FillAsync("The front desk is content.");
            await juno.PressAsync("Keep the remark");
            await juno.SeeAsync("Juno Marrow: The front desk is content.");
            await juno.JudgeEveryLookAsync("hypercare");
            await clocked.MoveAsync(TimeSpan.FromDays(14));
            await juno.SeeAsync("Hypercare is over: live");
            await juno.SeeHeadingAsync($"{name} is live.");
            await juno.JudgeAsync("go-live-11-live");
        }

        await using var later = await Person.SignInAsync(world, "Juno Marrow", clocked.Portal);
        await later.GoAsync("/live");
        await later.SeeAsync("1 site: 1 up");
        await later.JudgeAsync("live-states");
        await later.GoAsync("/lifecycle");
        await Expect(later.Page.GetByRole(AriaRole.Img, new() { NameRegex = new Regex("^State machine of a site") })).ToBeVisibleAsync();
        await later.JudgeAsync("lifecycle");
    }

    private async Task<Person> OpenAsync(string who)
    {
        var person = await Person.SignInAsync(world, who, clocked.Portal);
        await person.GoAsync($"{path}/go-live");
        return person;
    }

    private async Task ServeAsync(string unit)
    {
        for (var caller = 0; caller < 20; caller++)
            Assert.Equal((HttpStatusCode.OK, "served"), await AskAsync(unit, caller));
    }

    /// <summary>A caller of this care unit asks for one patient.</summary>
    private async Task<(HttpStatusCode Status, string Code)> AskAsync(string? unit, int patient = 0)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{clocked.Portal.Address}/api/v1{path}/patients/lookup") { Content = JsonContent.Create(new { mrn = mrns[patient % mrns.Count] }) };
        request.Headers.Authorization = new("Bearer", key);
        if (unit is not null)
            request.Headers.Add("X-Care-Unit", unit);
        using var answer = await world.Http.SendAsync(request);
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonObject>())!["code"]?.GetValue<string>() ?? "served");
    }

    private async Task OutageAsync(bool outage) =>
        (await world.Http.PatchAsJsonAsync($"{clocked.Hospitals}/hospitals/{Hospital}/dials", new { outage })).EnsureSuccessStatusCode();
}
