using Microsoft.Playwright;
using Portal.E2E.Browser;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>Two people, two clicks, two tabs, a portal that dies in the middle.</summary>
public sealed class TogetherTests(World world)
{
    [Fact]
    public async Task Second_save_is_told_who_saved_first_and_loses_nothing()
    {
        await using var juno = await Person.SignInAsync(world, "Juno Marrow");
        var steps = new Onboarder(juno);
        await steps.AddSiteAsync("Together two editors");
        await steps.ConfigureAsync("tern-island");
        await using var wren = await Person.SignInAsync(world, "Wren Tolland");
        await wren.GoAsync($"/sites/{steps.Slug}/configure");
        await juno.GoAsync($"/sites/{steps.Slug}/configure");
        await juno.FillAsync("Client ID", "changed-by-juno");
        await wren.FillAsync("Client ID", "changed-by-wren");
        await wren.PressAsync("Save and check");
        // The link to go on stood there before; the second run is what the save brings.
        await wren.SeeAsync("Run 2,");
        await juno.PressAsync("Save and check");
        await juno.SeeAsync("Wren Tolland saved this site");
        await Expect(juno.Page.GetByLabel("Client ID")).ToHaveValueAsync("changed-by-juno");
        await juno.PictureAsync("together-conflict");
    }

    [Fact]
    public async Task Double_click_starts_one_run()
    {
        await using var juno = await Person.SignInAsync(world, "Juno Marrow");
        var steps = new Onboarder(juno);
        await steps.AddSiteAsync("Together double click");
        await steps.ConfigureAsync("harrow-valley");
        await juno.FollowAsync("Continue to test connection");
        await juno.Button("Test connection").DblClickAsync();
        await juno.SeeLinkAsync("Continue to map fields");
        await juno.SeeAsync("Run 1 ·");
    }

    [Fact]
    public async Task Press_counts_although_the_page_moves_the_button_in_the_middle_of_it()
    {
        await using var juno = await Person.SignInAsync(world, "Juno Marrow");
        await juno.GoAsync("/sites/new");
        await juno.FillAsync("Name", "Together moved button");
        await juno.FillAsync("Time zone", "America/Chicago");
        await juno.SeeButtonAsync("Create site");
        var create = juno.Button("Create site");
        await create.HoverAsync();
        await juno.Page.Mouse.DownAsync();
        await create.EvaluateAsync("button => button.style.transform = 'translateY(90px)'");
        await juno.Page.Mouse.UpAsync();
        await juno.Page.WaitForURLAsync("**/sites/together-moved-button/configure");
    }

    [Fact]
    public async Task Closed_tab_changes_nothing_for_the_run()
    {
        await using var juno = await Person.SignInAsync(world, "Juno Marrow");
        var steps = new Onboarder(juno);
        await steps.AddSiteAsync("Together closed tab");
        await steps.ConfigureAsync("harrow-valley");
        await world.LatencyAsync("harrow-valley", 700);
        try
        {
            await steps.TestConnectionAsync();
            await juno.SeeAsync("Closing this page changes nothing");
            await juno.Page.CloseAsync();
        }
        finally
        {
            await world.LatencyAsync("harrow-valley", 0);
        }

        var later = await juno.Window.NewPageAsync();
        await later.GotoAsync($"/sites/{steps.Slug}/test-connection");
        await Expect(later.GetByRole(AriaRole.Link, new() { Name = "Continue to map fields" })).ToBeVisibleAsync(new() { Timeout = Person.Patience });
    }

    [Fact]
    public async Task Portal_killed_in_the_middle_of_a_load_test_says_so_after_the_restart()
    {
        await using var portal = await world.StartPortalAsync();
        await using var juno = await Person.SignInAsync(world, "Juno Marrow", portal);
        var steps = new Onboarder(juno);
        await steps.AddSiteAsync("Together killed");
        await steps.ConfigureAsync("ridgecrest-womens");
        await steps.TestConnectionAsync();
        await juno.SeeLinkAsync("Continue to map fields");
        await steps.MapFieldsAsync();
        await steps.ValidateAsync();
        await steps.LoadTestAsync(hold: 120);
        await juno.SeeButtonAsync("Stop test");
        await portal.KillAsync();
        await portal.StartAsync();
        await juno.GoAsync($"/sites/{steps.Slug}/load-test");
        await juno.SeeAsync("The last test was interrupted.");
        await juno.SeeAsync("Nothing of it counts");
        await juno.PictureAsync("together-interrupted");
    }
}
