using System.Text;
using Microsoft.Playwright;
using Portal.E2E.Browser;
using Portal.E2E.Looks;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>A published list is imported from a file, a hospital found while typing and picked by keyboard, and the form is filled.</summary>
public sealed class DirectoryTests(World world)
{
    private static readonly string[] Towns = ["Lakeside", "Lakeville", "Lakemont", "Cedarview", "Harborfield", "Prairiewood", "Summitcrest", "Willowbrook", "Stonehaven", "Maplegate"];
    private static readonly string[] Kinds = ["General Hospital", "Community Hospital", "Family Medicine", "Medical Center", "Pediatrics"];
    private static readonly (string City, string State)[] Places = [("Dubuque", "IA"), ("Waco", "TX"), ("Bangor", "ME"), ("Boise", "ID")];

    [Fact]
    public async Task Hospital_is_picked_from_an_imported_list_by_keyboard()
    {
        await using var portal = await world.StartPortalAsync();
        await using var juno = await Person.SignInAsync(world, "Juno Marrow", portal);
        var page = juno.Page;
        await juno.GoAsync("/directories");
        await juno.SeeHeadingAsync("No directory is imported yet");
        await juno.JudgeAsync("directories-empty");
        await juno.PressAsync("Import a directory");
        await UploadAsync(juno);
        await juno.JudgeAsync("directories-import");
        await juno.PressAsync("Import");
        await juno.SeeAsync("invented-brands is imported: 50 addresses.");

        await page.GetByLabel("Find a hospital").PressSequentiallyAsync("lake fam bang", new() { Delay = 30 });
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Hospitals found" }).GetByRole(AriaRole.Row)).Not.ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Table, new() { Name = "Hospitals found" })).ToContainTextAsync("Bangor, ME");
        await page.GetByLabel("Find a hospital").FillAsync("lake");
        await Expect(page.GetByText("15 found.")).ToBeVisibleAsync();
        await juno.JudgeAsync("directories");

        var onboarder = new Onboarder(juno);
        await onboarder.AddSiteAsync("Lakeside on the list");
        var box = page.GetByRole(AriaRole.Combobox, new() { Name = "Find the hospital in the endpoint directories" });
        var list = page.GetByRole(AriaRole.Listbox, new() { Name = "Hospitals found" });
        await box.FocusAsync();
        await page.Keyboard.TypeAsync("lakeside gen", new() { Delay = 30 });
        await Expect(list.GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("lake", new() { Delay = 30 });
        await Expect(list.GetByRole(AriaRole.Option)).ToHaveCountAsync(8);
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(list.GetByRole(AriaRole.Option, new() { Selected = true })).ToHaveCountAsync(1);
        var chosen = await list.GetByRole(AriaRole.Option, new() { Selected = true }).Locator("b").InnerTextAsync();
        await juno.JudgeAsync("endpoint-picker");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByLabel("FHIR base URL")).Not.ToHaveValueAsync("");
        await Expect(page.GetByLabel("Hospital name in the EHR")).ToHaveValueAsync("");
        await Expect(page.GetByLabel("Environment", new() { Exact = true })).ToHaveValueAsync("production");
        await juno.SeeAsync($"This is the published address of {chosen}.");
        Assert.Contains("/sites/", page.Url, StringComparison.Ordinal);
        await juno.JudgeAsync("endpoint-picked");
        await page.GetByLabel("Environment", new() { Exact = true }).SelectOptionAsync("non-production");
        await juno.SeeAsync("Settings of two environments may be mixed.");
        await juno.SeeNoTraceAsync();

        await using (var narrow = await Person.SignInAsync(world, "Ember Quoin", portal, 1024, 768, ColorScheme.Dark))
        {
            await narrow.GoAsync("/directories");
            await narrow.Page.GetByLabel("Find a hospital").FillAsync("hospital");
            await Expect(narrow.Page.GetByRole(AriaRole.Table, new() { Name = "Hospitals found" })).ToBeVisibleAsync();
            await narrow.JudgeAsync("directories-1024-dark");
            await narrow.PressAsync("Remove invented-brands");
            await narrow.SeeAsync("invented-brands is removed.");
            await narrow.PressAsync("Undo");
            await Expect(narrow.Page.GetByLabel("Find a hospital")).ToBeVisibleAsync();
        }
    }

    /// <summary>SMART User-access Brands of hospitals that do not exist, in the shapes of three vendors' addresses.</summary>
    private static string Brands()
    {
        var entries = Towns.SelectMany((town, at) => Kinds.Select((kind, branch) => (Town: town, Kind: kind, At: (at * Kinds.Length) + branch))).SelectMany(one =>
        {
            var (city, state) = Places[one.At % Places.Length];
            var url = (one.At % 3) switch
            {
                0 => $"https://haiku.{one.Town.ToLowerInvariant()}{one.At}.example/FHIRProxy/api/FHIR/R4/",
                1 => $"https://fhir-ehr.cerner.com/r4/00000000-0000-4000-8000-{one.At:d12}/",
                _ => $"https://mtrestapis-live01.{one.Town.ToLowerInvariant()}{one.At}.example:443/v1/uscore/R4",
            };
            return new object[]
            {
                new { fullUrl = $"urn:uuid:o{one.At}", resource = new { resourceType = "Organization", id = $"o{one.At}", name = $"{one.Town} {one.Kind}", alias = new[] { $"{one.Town} Health" }, address = new[] { new { city, state, postalCode = "52001" } }, endpoint = new[] { new { reference = $"urn:uuid:e{one.At}" } } } },
                new { fullUrl = $"urn:uuid:e{one.At}", resource = new { resourceType = "Endpoint", id = $"e{one.At}", status = one.At == 7 ? "suspended" : "active", connectionType = new { code = "hl7-fhir-rest" }, address = url } },
            };
        }).Append(new { resource = new { resourceType = "Endpoint", name = "No address" } });
        return System.Text.Json.JsonSerializer.Serialize(new { resourceType = "Bundle", type = "collection", entry = entries });
    }

    private static Task UploadAsync(Person person) => person.UploadAsync(
        "Or a file", new() { Name = "invented-brands.json", MimeType = "application/json", Buffer = Encoding.UTF8.GetBytes(Brands()) },
        patience => Expect(person.Page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("invented-brands", new() { Timeout = patience }));
}
