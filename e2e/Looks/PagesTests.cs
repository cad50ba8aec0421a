using Microsoft.Playwright;
using Portal.E2E.Browser;
using Portal.E2E.Journeys;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Looks;

/// <summary>Every page, wide and narrow, light and dark: nothing serious for axe, no sideways scrolling, and a picture for people.</summary>
public sealed class PagesTests(World world)
{
    [Fact]
    public async Task Sign_in_is_accessible_and_fits()
    {
        var window = await world.WindowAsync();
        await using var stranger = new Person(window, await window.NewPageAsync());
        await stranger.GoAsync("/sign-in");
        await stranger.JudgeEveryLookAsync("page-sign-in");
    }

    [Theory]
    [InlineData("/?owner=all my-sites", "/pipeline", "/review", "/live", "/lifecycle", "/directories", "/sites/new new-site", "/data-contract?type=Encounter data-contract", "/templates")]
    [InlineData("/styleguide", "/nothing-here not-found", "{ready}/keys", "{failed}/test-connection test-connection-failed", "{ready}/configure", "{ready}/test-connection")]
    [InlineData("{ready}/map-fields", "{ready}/validate-patients", "{ready}/validate-patients/report validation-report", "{ready}/load-test", "{ready}/go-live")]
    public async Task Page_is_accessible_and_fits(params string[] pages)
    {
        var sites = await ShownSites.MakeAsync(world);
        await using var ember = await Person.SignInAsync(world, "Ember Quoin");
        foreach (var page in pages.Select(page => page.Split(' ')))
        {
            var path = page[0].Replace("{ready}", $"/sites/{sites.Ready}", StringComparison.Ordinal).Replace("{failed}", $"/sites/{sites.Failed}", StringComparison.Ordinal);
            var name = page.Length > 1 ? page[1] : path[(path.LastIndexOf('/') + 1)..];
            await ember.GoAsync(path);
            await Expect(ember.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync(new() { Timeout = Person.Patience });
            await Expect(ember.Page.GetByText("Reading the sample patients")).ToHaveCountAsync(0, new() { Timeout = Person.Patience });
            if (name is not "styleguide")
                await Expect(ember.Page.Locator(".skeleton")).ToHaveCountAsync(0, new() { Timeout = Person.Patience });
            await ember.JudgeEveryLookAsync($"page-{name}");
        }
    }
}
