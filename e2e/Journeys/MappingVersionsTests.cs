using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.E2E.Browser;
using Portal.E2E.Looks;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>A mapping begins as a copy of a sister site, gets its codes from a table, and an earlier version is brought back.</summary>
[Collection(OwnHospitals.Name)]
public sealed class MappingVersionsTests(World world, RedHospitals own)
{
    private const string Codes = "Hospital code,Our code\nW,2106-3\nB,2054-5\nA,2028-9\nN,1002-5\nP,2076-8\nWH,2106-3\n";

    private const string Race = "extension.where(url = 'https://pelican-bay.example/fhir/StructureDefinition/race').value.where(system = 'https://pelican-bay.example/fhir/CodeSystem/race').code";

    [Fact]
    public async Task Mapping_is_copied_coded_compared_and_brought_back()
    {
        await using var juno = await Person.SignInAsync(world, "Juno Marrow", own.Portal);
        var page = juno.Page;
        var sister = new Onboarder(juno);
        await sister.AddSiteAsync("Versions elder");
        await sister.ConfigureAsync("pelican-bay");
        await sister.TestConnectionAsync();
        await juno.SeeLinkAsync("Continue to map fields");
        await sister.MapFieldsAsync();
        var steps = new Onboarder(juno);
        await steps.AddSiteAsync("Versions younger");
        await steps.ConfigureAsync("pelican-bay");
        await steps.TestConnectionAsync();
        await juno.FollowAsync("Continue to map fields");

        await juno.PressAsync("Start from another site");
        await page.GetByLabel("Site", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = await LabelAsync(page, "Versions elder") });
        await JudgeAsync(juno, "mapping-copy");
        await juno.PressAsync("Copy as edits");
        await Expect(page.GetByLabel("Reason, kept with the version")).ToHaveValueAsync("Copied from Versions elder");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Birth date") }).First.ClickAsync();
        await JudgeAsync(juno, "mapping-copied");
        await SaveAsync(juno, "Begun like the elder site");

        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Race") }).First.ClickAsync();
        await page.GetByLabel("FHIRPath of Race").FillAsync(Race);
        await page.Keyboard.PressAsync("Tab");
        await juno.PressAsync("Import table");
        await UploadAsync(juno, Codes + "w,2106-3\nX,nobody\n", patience => Expect(page.GetByText("2 lines have to be corrected").First).ToBeVisibleAsync(new() { Timeout = patience }));
        await JudgeAsync(juno, "mapping-table-wrong");
        await UploadAsync(juno, Codes, patience => Expect(page.GetByRole(AriaRole.Table, new() { Name = "What the table says" })).ToContainTextAsync("WH", new() { Timeout = patience }));
        await JudgeAsync(juno, "mapping-table");
        await juno.PressAsync("Apply to the code map");
        await SaveAsync(juno, "Codes as their analyst sent them");
        var file = await page.RunAndWaitForDownloadAsync(() => juno.FollowAsync("CSV"));
        Assert.Equal("versions-younger-race-codes.csv", file.SuggestedFilename);
        Assert.Contains("WH,2106-3,\"no, one-way\"", await File.ReadAllTextAsync(await file.PathAsync(), TestContext.Current.CancellationToken));
        Assert.Equal("versions-younger-race-conceptmap.json", (await page.RunAndWaitForDownloadAsync(() => juno.FollowAsync("ConceptMap"))).SuggestedFilename);

        await juno.FollowAsync("Compare version 1 with now");
        await juno.SeeHeadingAsync("Version 1 against version 2");
        await JudgeAsync(juno, "mapping-compare");
        await juno.FollowAsync("Restore version 1");
        await juno.SeeHeadingAsync("Dry run of version 1");
        await JudgeAsync(juno, "mapping-dry-run");
        await juno.PressAsync("Restore version 1");
        await Expect(page.GetByRole(AriaRole.Rowheader, new() { NameRegex = new Regex("Version 3 · now") })).ToBeVisibleAsync(new() { Timeout = Person.Patience });
        await juno.SeeLinkAsync("Continue to validate ten patients");
        await juno.SeeAsync("Version 1 restored");
    }

    private static async Task SaveAsync(Person person, string reason)
    {
        await person.Page.GetByLabel("Reason, kept with the version").FillAsync(reason);
        await person.PressAsync("Save mapping");
        await person.SeeLinkAsync("Continue to validate ten patients");
        await Expect(person.Page.GetByRole(AriaRole.Table, new() { Name = "All versions" })).ToContainTextAsync(reason);
    }

    private static async Task JudgeAsync(Person person, string name)
    {
        await person.JudgeAsync(name);
        await person.Page.SetViewportSizeAsync(1024, 768);
        await person.JudgeAsync($"{name}.1024");
        await person.Page.SetViewportSizeAsync(1440, 900);
        await person.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await person.JudgeAsync($"{name}.dark");
        await person.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }

    private static Task UploadAsync(Person person, string text, Func<float, Task> seen) =>
        person.UploadAsync("Table", new() { Name = "codes.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text) }, seen);

    private static async Task<string> LabelAsync(IPage page, string site) =>
        (await page.GetByRole(AriaRole.Option, new() { NameRegex = new Regex($"^{site},") }).TextContentAsync())!.Trim();
}
