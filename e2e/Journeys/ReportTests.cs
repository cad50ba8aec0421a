using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.E2E.Browser;
using Portal.E2E.Looks;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>A validation that failed is read as a report, held against the run before, printed and taken away as files.</summary>
public sealed class ReportTests(World world)
{
    private const string Hospital = "ridgecrest-womens";

    [Fact]
    public async Task Report_says_what_failed_and_what_changed_and_leaves_as_files()
    {
        await using var juno = await Person.SignInAsync(world, "Juno Marrow");
        var page = juno.Page;
        var steps = new Onboarder(juno);
        await steps.AddSiteAsync("Read in a minute");
        await steps.ConfigureAsync(Hospital);
        await steps.TestConnectionAsync();
        await juno.SeeLinkAsync("Continue to map fields");
        await steps.MapFieldsAsync();
        await steps.ValidateAsync();
        var mrns = await MrnsAsync();
        await juno.GoAsync($"/sites/{steps.Slug}/configure");
        await juno.FillAsync("Other patients", string.Join('\n', mrns.Take(9).Append("9990017")));
        await juno.PressAsync("Save and check");
        await juno.SeeAsync("Run 2,");
        await juno.GoAsync($"/sites/{steps.Slug}/validate-patients");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Validate (again|10 patients)$") }).ClickAsync();
        await juno.SeeHeadingAsync("One patient could not be judged, which blocks the stage.");
        await juno.JudgeAsync("validate-one-unread");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Wrong \\d+$") }).ClickAsync();
        await page.WaitForURLAsync(new Regex("show=wrong"));
        await juno.JudgeAsync("validate-only-wrong");

        await juno.FollowAsync("Read the report");
        await juno.SeeHeadingAsync("Read in a minute: validation report, run 2");
        await juno.SeeAsync("1 patient could not be read");
        await juno.SeeHeadingAsync("Compared with run 1");
        await juno.SeeAsync("10 patients read then, 9 now");
        await juno.SeeAsync("Test patients named: 10");
        await juno.SeeNoTraceAsync();
        await juno.JudgeAsync("report");
        var rest = page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^The other fields") });
        await Expect(page.GetByText("Patients to claim 90, 95, 99 %", new() { Exact = true })).ToBeHiddenAsync();
        await rest.ClickAsync();
        await Expect(page.GetByText("Patients to claim 90, 95, 99 %", new() { Exact = true })).ToBeVisibleAsync();
        await juno.JudgeAsync("report-unfolded");
        await rest.ClickAsync();

        foreach (var (link, name) in new[] { ("Download JSON", $"{steps.Slug}-validation-run-2.json"), ("Download CSV", $"{steps.Slug}-validation-run-2.csv") })
        {
            var download = await page.RunAndWaitForDownloadAsync(() => juno.FollowAsync(link));
            Assert.Equal(name, download.SuggestedFilename);
            var text = await File.ReadAllTextAsync((await download.PathAsync())!, TestContext.Current.CancellationToken);
            Assert.Contains("Medical record number", text, StringComparison.Ordinal);
            Assert.All(mrns, mrn => Assert.DoesNotContain(mrn, text, StringComparison.Ordinal));
        }

        await PrintAsync(juno);
        await using var ember = await Person.SignInAsync(world, "Ember Quoin", width: 1024, height: 768, theme: ColorScheme.Dark);
        await ember.GoAsync($"/sites/{steps.Slug}/validate-patients/report");
        await ember.SeeHeadingAsync("Compared with run 1");
        await ember.JudgeAsync("report-1024-dark");
    }

    // What is folded on the screen stands on paper, the frame does not, and nothing is wider than the sheet.
    private static async Task PrintAsync(Person juno)
    {
        var page = juno.Page;
        await page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Dark });
        await page.SetViewportSizeAsync(696, 1000);
        await Expect(page.GetByText("Patients to claim 90, 95, 99 %", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("validation report, run 2");
        await Expect(page.Locator("nav:visible")).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Download JSON" })).ToBeHiddenAsync();
        await juno.PictureAsync("report-print");
        Assert.Equal(0, await page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"));
        Assert.Equal("rgb(255, 255, 255)", await page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
        Assert.True((await page.PdfAsync(new() { Path = Path.Combine(World.Artifacts, "report.pdf"), PreferCSSPageSize = true })).Length > 10_000);
    }

    private async Task<IReadOnlyList<string>> MrnsAsync() =>
        [.. JsonNode.Parse(await world.Http.GetStringAsync($"{world.Hospitals}/hospitals/{Hospital}/site.json"))!["patients"]!["mrns"]!.AsArray().Select(mrn => mrn!.GetValue<string>())];
}
