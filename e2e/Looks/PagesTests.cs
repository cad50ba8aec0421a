using System.Globalization;
using Microsoft.Playwright;
using Portal.E2E.Browser;
using Portal.E2E.Journeys;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Looks;

/// <summary>Every page, wide and narrow, light and dark: nothing serious for axe, no sideways scrolling, and a picture for people.</summary>
public sealed class PagesTests(World world)
{
    [Theory]
    [InlineData(1440, 900, ColorScheme.Light)]
    [InlineData(1440, 900, ColorScheme.Dark)]
    [InlineData(1024, 768, ColorScheme.Light)]
    [InlineData(1024, 768, ColorScheme.Dark)]
    public async Task Page_is_accessible_and_fits(int width, int height, ColorScheme theme)
    {
        var size = string.Create(CultureInfo.InvariantCulture, $"{width}-{theme.ToString().ToLowerInvariant()}");
        var window = await world.WindowAsync(width, height, theme);
        await using (var stranger = new Person(window, await window.NewPageAsync()))
        {
            await stranger.GoAsync("/sign-in");
            await stranger.JudgeAsync($"page-sign-in-{size}");
        }

        var sites = await ShownSites.MakeAsync(world);
        await using var ember = await Person.SignInAsync(world, "Ember Quoin", width: width, height: height, theme: theme);
        foreach (var (name, path) in Paths(sites))
        {
            await ember.GoAsync(path);
            await Expect(ember.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync(new() { Timeout = Person.Patience });
            await Expect(ember.Page.GetByText("Reading the sample patients")).ToHaveCountAsync(0, new() { Timeout = Person.Patience });
            if (name is not "styleguide")
                await Expect(ember.Page.Locator(".skeleton")).ToHaveCountAsync(0, new() { Timeout = Person.Patience });
            await ember.JudgeAsync($"page-{name}-{size}");
        }
    }

    private static IEnumerable<(string Name, string Path)> Paths(ShownSites sites) =>
    [
        ("my-sites", "/?owner=all"), ("pipeline", "/pipeline"), ("review", "/review"), ("live", "/live"), ("lifecycle", "/lifecycle"),
        ("styleguide", "/styleguide"), ("not-found", "/nothing-here"),
        ("configure", $"/sites/{sites.Ready}/configure"), ("test-connection", $"/sites/{sites.Ready}/test-connection"),
        ("test-connection-failed", $"/sites/{sites.Failed}/test-connection"),
        ("map-fields", $"/sites/{sites.Ready}/map-fields"), ("validate-patients", $"/sites/{sites.Ready}/validate-patients"),
        ("validation-report", $"/sites/{sites.Ready}/validate-patients/report"),
        ("load-test", $"/sites/{sites.Ready}/load-test"), ("go-live", $"/sites/{sites.Ready}/go-live"), ("new-site", "/sites/new"),
        ("keys", $"/sites/{sites.Ready}/keys"), ("directories", "/directories"), ("data-contract", "/data-contract?type=Encounter"), ("templates", "/templates"),
    ];
}
