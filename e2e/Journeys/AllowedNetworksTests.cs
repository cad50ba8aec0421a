using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.E2E.Browser;
using Portal.E2E.Looks;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>A hospital behind a VPN: its private address is refused, asked for, opened by an administrator, and closed again.</summary>
public sealed class AllowedNetworksTests(World world)
{
    [Fact]
    public async Task Private_address_is_opened_by_an_administrator_and_by_nobody_else()
    {
        await using var portal = await world.StartPortalAsync();
        await using var juno = await Person.SignInAsync(world, "Juno Marrow", portal);
        var onboarder = new Onboarder(juno);
        await onboarder.AddSiteAsync("Elder Creek");
        await juno.Page.GetByRole(AriaRole.Radio, new() { NameRegex = new Regex("FHIR R4") }).CheckAsync();
        await juno.FillAsync("FHIR base URL", "https://10.20.30.40/r4");
        await juno.Page.GetByLabel("Method").SelectOptionAsync("none");
        await juno.SeeAsync("10.20.30.40 is private, and nobody has allowed it for this site.");
        await juno.PictureAsync("allow-asked-by-csm");
        await juno.PressAsync("Save and check");
        await juno.SeeHeadingAsync("This address exists only inside the hospital's own network.");
        await juno.PictureAsync("allow-refused");
        await juno.GoAsync("/admin/allowed-networks");
        await juno.SeeHeadingAsync("This page is not for your role");

        await using var fable = await Person.SignInAsync(world, "Fable Orr", portal);
        await fable.FollowAsync("Admin");
        await fable.SeeHeadingAsync("Nothing private is open");
        await fable.PictureAsync("allow-empty");
        await fable.GoAsync($"/sites/{onboarder.Slug}/configure");
        await fable.FollowAsync("Allow 10.20.30.40 for Elder Creek");
        await fable.SeeHeadingAsync("Allowed networks");
        await Expect(fable.Page.GetByLabel("Host, address or network")).ToHaveValueAsync("10.20.30.40");
        await fable.PressAsync("Allow");
        await fable.SeeAsync("Say why");
        await fable.PictureAsync("allow-no-reason");
        await fable.FillAsync("Reason", "VPN to Elder Creek is up since Monday; asked for by their network team, ticket 4711.");
        await fable.PressAsync("Allow");
        await fable.SeeButtonAsync("End now 10.20.30.40 for Elder Creek");

        await juno.GoAsync($"/sites/{onboarder.Slug}/configure");
        await juno.PressAsync("Save and check");
        await juno.SeeLinkAsync("Continue to test connection");

        await AllowAsync(fable, "10.77.12.0/22", "Every site", "Interface engine of the regional exchange, reached by the agent.", days: 9);
        await AllowAsync(fable, "fhirgate.elder-creek.internal", "Elder Creek", "Their front door answers only inside the tunnel. Moves to a public gateway in spring.", days: 200);
        await fable.PressAsync("End now 10.77.12.0/22 for every site");
        await fable.SeeButtonAsync("Undo");
        await fable.PictureAsync("allow-ended");
        await fable.PressAsync("Undo");
        await fable.SeeButtonAsync("Extend 10.77.12.0/22 for every site");
        await fable.PressAsync("Extend 10.77.12.0/22 for every site");
        await fable.PictureAsync("allow-extend");
        await LookAsync(portal);
    }

    private static async Task AllowAsync(Person fable, string place, string scope, string reason, int days)
    {
        await fable.FillAsync("Host, address or network", place);
        await fable.Page.GetByLabel("Who may reach it").SelectOptionAsync(new SelectOptionValue { Label = scope });
        await fable.FillAsync("Last day", TimeProvider.System.GetUtcNow().AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await fable.FillAsync("Reason", reason);
        await fable.PressAsync("Allow");
        await Expect(fable.Page.GetByRole(AriaRole.Cell, new() { Name = place, Exact = true })).ToBeVisibleAsync();
    }

    private async Task LookAsync(Hosting.PortalProcess portal)
    {
        foreach (var (width, height) in new[] { (1440, 900), (1024, 768) })
        {
            foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await using var fable = await Person.SignInAsync(world, "Fable Orr", portal, width, height, theme);
                await fable.GoAsync("/admin/allowed-networks");
                await fable.SeeHeadingAsync("Open now");
                await fable.Page.GetByText("ended or run out").ClickAsync();
                await fable.JudgeAsync($"allow-{width}-{theme.ToString().ToLowerInvariant()}");
            }
        }
    }
}
