using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.E2E.Browser;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>A hospital that keeps three things its own way goes from red to green by what the portal suggests, without an engineer.</summary>
[Collection(OwnHospitals.Name)]
public sealed class RedToGreenTests(World world, RedHospitals red)
{
    public static TheoryData<string> Hospitals => [.. RedHospitals.All.Keys];

    [Theory]
    [MemberData(nameof(Hospitals))]
    public async Task Csm_accepts_what_is_suggested_and_validation_passes(string hospital)
    {
        await using var juno = await Person.SignInAsync(world, "Juno Marrow", red.Portal);
        var page = juno.Page;
        await juno.GoAsync($"/sites/red-{hospital}/map-fields");
        await juno.SeeAsync("Medical record number: ");
        await Expect(juno.Link("Continue to validate ten patients")).ToHaveCountAsync(0);

        foreach (var place in RedHospitals.All[hospital])
        {
            var field = page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex($"^{place.Label} ?,") }).First;
            // Another number is well formed; only the check sees that nobody named it.
            await Expect(field).ToContainTextAsync(new Regex(place.FieldId == "mrn" ? "samples|No sample has it" : "No sample has it|codes? open"));
            await field.ClickAsync();
            await juno.SeeHeadingAsync(place.Label);
            var suggested = await page.Locator(".suggest code").First.InnerTextAsync();
            Assert.NotEqual(place.Expression, suggested);
            await page.GetByRole(AriaRole.Button, new() { Name = "Accept", Exact = true }).ClickAsync();
            await juno.SeeAsync("In use");
            await Expect(field).ToContainTextAsync(new Regex("\\d+ of 10 samples"));
        }

        await juno.PressAsync("Save mapping");
        await juno.SeeLinkAsync("Continue to validate ten patients");
        await juno.FollowAsync("Continue to validate ten patients");
        await juno.PressAsync("Validate 10 patients");
        await juno.SeeLinkAsync("Continue to load test");
        await juno.SeeHeadingAsync("fields hold");
        await juno.PictureAsync($"red-to-green-{hospital}");
    }
}
