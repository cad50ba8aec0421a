using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using Portal.E2E.Browser;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>One hospital of each vendor from new to live, by two people, in the browser.</summary>
public sealed class NewToLiveTests(World world)
{
    [Theory]
    [InlineData("quillhaven", "Journey Epic")]
    [InlineData("juniper-basin", "Journey Oracle")]
    [InlineData("brackenford", "Journey Meditech")]
    [InlineData("lakemere", "Journey Athena")]
    [InlineData("stonebridge", "Journey Plain")]
    public async Task Hospital_of_each_vendor_goes_from_new_to_live(string hospital, string name)
    {
        await using var juno = await Person.SignInAsync(world, "Juno Marrow");
        var steps = new Onboarder(juno);
        await steps.AddSiteAsync(name);
        await steps.ConfigureAsync(hospital);
        await juno.PictureAsync($"{hospital}-1-configure");
        await steps.TestConnectionAsync();
        await juno.SeeLinkAsync("Continue to map fields");
        await juno.PictureAsync($"{hospital}-2-test-connection");
        await steps.MapFieldsAsync();
        await juno.PictureAsync($"{hospital}-3-map-fields");
        await steps.ValidateAsync();
        await juno.PictureAsync($"{hospital}-4-validate");
        await steps.LoadTestAsync();
        await juno.SeeLinkAsync("Continue to go live");
        await juno.PictureAsync($"{hospital}-5-load-test");
        await juno.FollowAsync("Continue to go live");
        await juno.PressAsync("Ask for approval");

        await using (var ember = await Person.SignInAsync(world, "Ember Quoin"))
        {
            await ember.GoAsync($"/sites/{steps.Slug}/go-live");
            await ember.PressAsync("Approve going live");
            await Expect(ember.Button("Approve going live")).ToHaveCountAsync(0);
        }

        await juno.PressAsync("Go live");
        await juno.FillDialogAsync($"Type {name} to go on", name);
        await juno.PressInDialogAsync("Go live");
        await juno.SeeHeadingAsync($"{name} is live.");
        await juno.PictureAsync($"{hospital}-6-go-live");
        await ServesAsync(juno, steps, hospital);
    }

    /// <summary>The site's key opens its patients, and nothing else does.</summary>
    private async Task ServesAsync(Person juno, Onboarder steps, string hospital)
    {
        var address = $"{world.Portal.Address}/api/v1/sites/{steps.Slug}/patients/lookup";
        var mrn = (await world.Http.GetFromJsonAsync<JsonElement>($"{world.Hospitals}/hospitals/{hospital}/site.json")).GetProperty("patients").GetProperty("mrns")[0].GetString();
        using var refused = await world.Http.PostAsJsonAsync(address, new { mrn });
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);

        await juno.PressAsync("Create a key");
        var key = await juno.Page.Locator(".newkey code").InnerTextAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(new { mrn }) };
        request.Headers.Authorization = new("Bearer", key);
        using var answer = await world.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("birthDate", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
