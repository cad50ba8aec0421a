using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.E2E.Browser;
using Portal.E2E.Looks;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>A refused sign-in from the first failed test to the answer: the letter, the wait, the re-tests, the history.</summary>
[Collection(Dials.Turned)]
public sealed class ConnectionLetterTests(World world)
{
    [Fact]
    public async Task Letter_is_edited_sent_and_answered_and_the_portal_tests_again_by_itself_until_it_is_stopped()
    {
        await using var juno = await Person.SignInAsync(world, "Juno Marrow");
        var steps = new Onboarder(juno);
        await steps.AddSiteAsync("Letter Regional");
        await steps.ConfigureAsync("quillhaven", Answer.NotRegistered);
        await steps.TestConnectionAsync();
        await juno.SeeHeadingAsync("The EHR does not accept who we say we are.");
        await juno.SeeButtonAsync("Test again by itself");
        await PicturesAsync(steps, "failed");

        await juno.PressAsync("Edit");
        await juno.FillAsync("Subject", "Letter Regional: please look at our client");
        await juno.PictureAsync("connection-edit");
        await juno.PressAsync("Save the letter");
        await juno.SeeAsync("Edited. The proposed text can be taken back");

        await juno.PressAsync("Send letter");
        await juno.SeeAsync("From then on it tests itself again.");
        await juno.FillAsync("Ticket number", "QH-4471");
        await juno.PictureAsync("connection-send");
        await juno.PressAsync("Mark as sent");
        await juno.SeeAsync("Waiting on the hospital since");
        await juno.SeeAsync("ticket QH-4471");
        await Expect(Again(juno)).ToContainTextAsync(new Regex("in 5\\d min"));
        await PicturesAsync(steps, "waiting");

        await juno.PressAsync("Signs us in");
        await juno.PressAsync("Evidence for engineers");
        await juno.SeeButtonAsync("Copy all");
        await juno.PictureAsync("connection-evidence");
        await juno.PressAsync("Against last good run");
        await juno.SeeAsync("There is no good run in this environment yet");

        await Again(juno).GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();
        await Expect(Again(juno)).ToContainTextAsync("Not planned");

        await juno.PressAsync("Note the answer");
        await juno.FillAsync("Who answered", "Dana Reed");
        await juno.FillAsync("In short, what they said", "The client is enabled now.");
        await juno.PictureAsync("connection-answer");
        await juno.PressAsync("Keep the answer");
        await juno.SeeAsync("Dana Reed, fixed:");
        await Expect(juno.Page.GetByRole(AriaRole.Region, new() { Name = "Letters" })).ToContainTextAsync("Fixed");

        await juno.PressAsync("Test again");
        var history = juno.Page.GetByRole(AriaRole.Region, new() { Name = "History of the connection" });
        await Expect(history.GetByRole(AriaRole.Link, new() { Name = "Run 2" })).ToBeVisibleAsync(new() { Timeout = Person.Patience });
        await juno.SeeHeadingAsync("The EHR does not accept who we say we are.");
        await history.GetByRole(AriaRole.Link, new() { Name = "Run 1" }).ClickAsync();
        await juno.SeeAsync("You are looking at run 1, not at the newest.");
        await PicturesAsync(steps, "earlier", $"?{new Uri(juno.Page.Url).Query.TrimStart('?')}");
        await juno.SeeNoTraceAsync();
    }

    [Fact]
    public async Task Passed_connection_shows_what_holds_and_what_was_before()
    {
        await using var juno = await Person.SignInAsync(world, "Juno Marrow");
        var steps = new Onboarder(juno);
        await steps.AddSiteAsync("Passing Regional");
        await steps.ConfigureAsync("pelican-bay");
        await world.FaultAsync("pelican-bay", "gateway-502");
        try
        {
            await steps.TestConnectionAsync();
            await juno.SeeButtonAsync("Test again by itself");
            await juno.PressAsync("Test again by itself");
            await Expect(Again(juno)).ToContainTextAsync(new Regex("in 1[45] min"));
            await PicturesAsync(steps, "planned");
        }
        finally
        {
            await world.FaultAsync("pelican-bay");
        }

        await juno.PressAsync("Test again");
        await juno.SeeLinkAsync("Continue to map fields");
        await juno.SeeAsync("First passed after 2 tests");
        await juno.SeeAsync("Passed when Juno Marrow tested");
        await PicturesAsync(steps, "passed");
    }

    [Theory]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(1024, ColorScheme.Dark)]
    public async Task Scope_matrix_names_the_missing_one_first(int width, ColorScheme theme)
    {
        await using var ember = await Person.SignInAsync(world, "Ember Quoin", width: width, theme: theme);
        await ember.GoAsync("/styleguide");
        var matrix = ember.Page.Locator(".scopes");
        await Expect(matrix.GetByRole(AriaRole.Rowheader).First).ToHaveTextAsync("system/Encounter.rs", new() { Timeout = Person.Patience });
        Directory.CreateDirectory(World.Artifacts);
        await matrix.ScreenshotAsync(new() { Path = Path.Combine(World.Artifacts, $"connection-scopes-{width}.png") });
    }

    [Fact]
    public async Task Rights_that_are_missing_are_shown_stage_by_stage()
    {
        await using var juno = await Person.SignInAsync(world, "Juno Marrow");
        var steps = new Onboarder(juno);
        await steps.AddSiteAsync("Scopes Regional");
        await steps.ConfigureAsync("willow-prairie");
        await world.FaultAsync("willow-prairie", "scope-short");
        try
        {
            await steps.TestConnectionAsync();
            var matrix = juno.Page.Locator(".scopes");
            await Expect(matrix.GetByRole(AriaRole.Rowheader).First).ToHaveTextAsync("system/Patient.rs", new() { Timeout = Person.Patience });
            await PicturesAsync(steps, "scopes");
        }
        finally
        {
            await world.FaultAsync("willow-prairie");
        }
    }

    [Fact]
    public async Task Vendor_that_the_server_names_is_offered_and_taken_as_a_draft()
    {
        await using var juno = await Person.SignInAsync(world, "Juno Marrow");
        var steps = new Onboarder(juno);
        await steps.AddSiteAsync("Recognised Regional");
        await steps.ConfigureAsync("pelican-bay");
        await world.FaultAsync("pelican-bay", "other-vendor-in-metadata");
        try
        {
            await steps.TestConnectionAsync();
            await Expect(juno.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Change to ") })).ToBeVisibleAsync(new() { Timeout = Person.Patience });
            await PicturesAsync(steps, "recognised");
            await juno.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Change to ") }).ClickAsync();
            await juno.SeeAsync("that are not saved yet");
            await juno.PictureAsync("connection-vendor-draft");
        }
        finally
        {
            await world.FaultAsync("pelican-bay");
        }
    }

    [Fact]
    public async Task Running_test_shows_how_far_it_is()
    {
        await using var juno = await Person.SignInAsync(world, "Juno Marrow");
        var steps = new Onboarder(juno);
        await steps.AddSiteAsync("Running Regional");
        await steps.ConfigureAsync("open-meadow");
        await world.FaultAsync("open-meadow", "never-answers");
        try
        {
            await steps.TestConnectionAsync();
            await juno.SeeHeadingAsync("Testing the connection");
            await juno.SeeAsync("Name resolves");
            await PicturesAsync(steps, "running");
            await juno.PressAsync("Stop test");
            await juno.SeeAsync("The last test was stopped.");
            await juno.PictureAsync("connection-stopped");
        }
        finally
        {
            await world.FaultAsync("open-meadow");
        }
    }

    private static ILocator Again(Person person) => person.Page.GetByText("Tests itself again", new() { Exact = true }).Locator("..");

    /// <summary>The page as it stands now, wide and narrow, light and dark.</summary>
    private async Task PicturesAsync(Onboarder steps, string name, string query = "")
    {
        foreach (var (width, height, theme) in new[] { (1440, 900, ColorScheme.Light), (1440, 900, ColorScheme.Dark), (1024, 768, ColorScheme.Light) })
        {
            await using var other = await Person.SignInAsync(world, "Juno Marrow", width: width, height: height, theme: theme);
            await other.GoAsync($"/sites/{steps.Slug}/test-connection{query}");
            await Expect(other.Page.GetByRole(AriaRole.Region, new() { Name = "History of the connection" })).ToBeVisibleAsync(new() { Timeout = Person.Patience });
            await other.JudgeAsync($"connection-{name}-{width}-{theme.ToString().ToLowerInvariant()}");
        }
    }
}
